-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN v int GENERATED ALWAYS AS (a + 20) VIRTUAL`.
ALTER TABLE t
  MODIFY COLUMN s int GENERATED ALWAYS AS (a + 10) STORED,
  MODIFY COLUMN v int GENERATED ALWAYS AS (a + 20) VIRTUAL;

