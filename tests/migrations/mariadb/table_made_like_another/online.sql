-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE b MODIFY COLUMN n varchar(20) COMMENT 'x', ALGORITHM=INSTANT;

