-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN s set('x', 'y') COLLATE utf8mb4_bin`.
ALTER TABLE t
  MODIFY COLUMN e enum('ä', 'b', 'ö'),
  MODIFY COLUMN s set('x', 'y') COLLATE utf8mb4_bin;

