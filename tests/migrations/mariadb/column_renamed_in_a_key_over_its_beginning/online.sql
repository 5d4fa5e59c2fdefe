-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users RENAME COLUMN name TO title, ALGORITHM=INSTANT;

