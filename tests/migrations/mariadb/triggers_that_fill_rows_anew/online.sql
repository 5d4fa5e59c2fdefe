-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t ADD COLUMN twice int, ALGORITHM=INSTANT;

UPDATE t SET twice = id * 2;

ALTER TABLE t MODIFY COLUMN twice int NOT NULL, ALGORITHM=INPLACE, LOCK=NONE;

