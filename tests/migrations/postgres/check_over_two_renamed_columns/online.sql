-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t RENAME COLUMN lo TO low;

ALTER TABLE t RENAME COLUMN hi TO high;

