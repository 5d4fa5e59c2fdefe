CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE FUNCTION thrice(x int) RETURNS int DETERMINISTIC RETURN x * 3;
CREATE VIEW v AS SELECT thrice(id) AS t FROM users;
