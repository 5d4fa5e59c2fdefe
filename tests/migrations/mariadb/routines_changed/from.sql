CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE FUNCTION twice(x int) RETURNS int DETERMINISTIC RETURN x * 2;
CREATE PROCEDURE gone() SELECT 1;
CREATE PROCEDURE both_of(IN a int, OUT b int) BEGIN
  SET b = a;
END;
