-- Back again.
SET SESSION lock_wait_timeout = 5;

CREATE FUNCTION twice(x int) RETURNS int DETERMINISTIC RETURN x * 2;

CREATE OR REPLACE VIEW v AS SELECT twice(id) AS t FROM users;

DROP FUNCTION thrice;
