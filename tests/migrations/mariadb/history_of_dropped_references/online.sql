-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP INDEX b, ALGORITHM=NOCOPY, LOCK=NONE;

