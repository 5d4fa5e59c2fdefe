-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE OR REPLACE FUNCTION twice(x bigint) RETURNS bigint DETERMINISTIC RETURN x + x;

CREATE OR REPLACE PROCEDURE both_of(IN a int, OUT b int) BEGIN
  DECLARE c int DEFAULT 0;
  WHILE c < 3 DO
    SET c = c + 1;
  END WHILE;
  SET b = a + c;
END;

CREATE DEFINER=CURRENT_USER FUNCTION made() RETURNS int READS SQL DATA RETURN (SELECT count(*) FROM users);

DROP PROCEDURE gone;

