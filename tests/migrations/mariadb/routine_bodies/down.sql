-- Back again.
SET SESSION lock_wait_timeout = 5;

DROP FUNCTION half;

DROP PROCEDURE fill;
