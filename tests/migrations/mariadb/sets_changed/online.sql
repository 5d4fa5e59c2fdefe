-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN s set('c', 'b', 'd') NOT NULL DEFAULT ''`.
ALTER TABLE t MODIFY COLUMN s set('c', 'b', 'd') NOT NULL DEFAULT '';

