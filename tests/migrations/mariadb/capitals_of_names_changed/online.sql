-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users RENAME COLUMN firstname TO firstName, ALGORITHM=INSTANT;

ALTER TABLE users RENAME INDEX firstname TO firstName, ALGORITHM=INSTANT;

