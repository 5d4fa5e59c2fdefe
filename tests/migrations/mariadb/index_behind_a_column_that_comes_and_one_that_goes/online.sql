-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t ADD COLUMN c int AFTER id, ALGORITHM=INSTANT;

-- DANGER: every value of t.a is lost.
ALTER TABLE t DROP COLUMN a, ALGORITHM=INSTANT;

