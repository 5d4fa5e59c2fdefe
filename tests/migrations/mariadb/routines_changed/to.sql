CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE FUNCTION twice(x bigint) RETURNS bigint DETERMINISTIC RETURN x + x;
CREATE PROCEDURE both_of(IN a int, OUT b int) BEGIN
  DECLARE c int DEFAULT 0;
  WHILE c < 3 DO
    SET c = c + 1;
  END WHILE;
  SET b = a + c;
END;
CREATE DEFINER=CURRENT_USER FUNCTION made() RETURNS int READS SQL DATA RETURN (SELECT count(*) FROM users);
