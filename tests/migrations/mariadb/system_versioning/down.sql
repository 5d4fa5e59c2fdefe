-- Back again.
SET SESSION lock_wait_timeout = 5;

-- DANGER: what the rows of t were before is lost.
ALTER TABLE t DROP SYSTEM VERSIONING;
