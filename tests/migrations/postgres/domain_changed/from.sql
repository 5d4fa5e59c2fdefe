CREATE DOMAIN email AS varchar(100) CHECK (VALUE LIKE '%@%');
CREATE DOMAIN rank AS integer DEFAULT 1;
CREATE TABLE users (
  id bigint PRIMARY KEY,
  email email NOT NULL,
  rank rank
);
