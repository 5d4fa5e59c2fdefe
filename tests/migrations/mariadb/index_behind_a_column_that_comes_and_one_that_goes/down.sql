-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t ADD COLUMN a int AFTER id;

-- DANGER: every value of t.c is lost.
ALTER TABLE t DROP COLUMN c;
