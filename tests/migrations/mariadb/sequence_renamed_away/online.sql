-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t ALTER COLUMN n SET DEFAULT NULL, ALGORITHM=INSTANT;

-- DANGER: where the sequence a stands is lost.
DROP SEQUENCE a;

