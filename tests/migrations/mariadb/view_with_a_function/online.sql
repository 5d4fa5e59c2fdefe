-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE FUNCTION thrice(x int) RETURNS int DETERMINISTIC RETURN x * 3;

CREATE OR REPLACE VIEW v AS SELECT thrice(id) AS t FROM users;

DROP FUNCTION twice;

