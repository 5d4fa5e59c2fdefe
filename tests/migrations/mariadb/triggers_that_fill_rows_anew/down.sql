-- Back again.
SET SESSION lock_wait_timeout = 5;

-- DANGER: every value of t.twice is lost.
ALTER TABLE t DROP COLUMN twice;
