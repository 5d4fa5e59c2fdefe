-- Back again.
SET SESSION lock_wait_timeout = 5;

-- DANGER: every row of u is lost.
DROP TABLE u;
