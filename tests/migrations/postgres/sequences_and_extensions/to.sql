CREATE SEQUENCE tickets START 10 INCREMENT 5;
CREATE SEQUENCE fresh;
CREATE TABLE users (
  id bigint PRIMARY KEY,
  number integer DEFAULT nextval('tickets')
);
