-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE items RENAME COLUMN net TO price, ALGORITHM=INSTANT;

