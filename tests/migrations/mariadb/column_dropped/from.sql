CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL,
  bio text,
  age int,
  KEY by_age (age, name)
);
