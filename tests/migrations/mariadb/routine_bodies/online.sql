-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE PROCEDURE fill(n int)
BEGIN
  -- as many as wanted
  DECLARE i int DEFAULT 0;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION ROLLBACK;
  one: LOOP
    IF i >= n THEN LEAVE one; END IF;
    CASE i WHEN 0 THEN SET @x = 'a;b'; ELSE SET @x = "c"; END CASE;
    SET i = i + 1;
  END LOOP;
END;

CREATE FUNCTION half(x int) RETURNS decimal(10,1) DETERMINISTIC COMMENT 'of it' RETURN x / 2;

