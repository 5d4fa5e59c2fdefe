-- Back again.
SET SESSION lock_wait_timeout = 5;

-- DANGER: every row of m is lost.
DROP TABLE m;
