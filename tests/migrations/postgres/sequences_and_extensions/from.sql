CREATE EXTENSION citext;
CREATE SEQUENCE tickets START 10;
CREATE SEQUENCE gone;
CREATE TABLE users (
  id bigint PRIMARY KEY,
  number integer DEFAULT nextval('tickets')
);
