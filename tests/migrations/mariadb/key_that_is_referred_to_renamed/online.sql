-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE p RENAME INDEX one TO eins, ALGORITHM=INSTANT;

ALTER TABLE c RENAME INDEX two TO zwei, ALGORITHM=INSTANT;

