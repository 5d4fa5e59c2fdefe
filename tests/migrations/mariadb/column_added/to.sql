CREATE TABLE users (
  id bigint PRIMARY KEY,
  bio text,
  name varchar(80) NOT NULL,
  age int NOT NULL DEFAULT 7,
  seen datetime(3) DEFAULT now(3)
);
