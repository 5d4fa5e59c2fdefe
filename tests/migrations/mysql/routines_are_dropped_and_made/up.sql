-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

DROP PROCEDURE p;

DROP FUNCTION f;

CREATE FUNCTION f(x int) RETURNS int DETERMINISTIC RETURN x + 2;

CREATE PROCEDURE p() BEGIN SELECT 2; END;
