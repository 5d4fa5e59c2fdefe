CREATE DOMAIN email AS varchar(100) CHECK (VALUE LIKE '%_@_%');
CREATE DOMAIN rank AS integer DEFAULT 2 NOT NULL;
CREATE TABLE users (
  id bigint PRIMARY KEY,
  email email NOT NULL,
  rank rank
);
