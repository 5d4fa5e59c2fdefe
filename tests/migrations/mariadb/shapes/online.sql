-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t during `ADD SPATIAL INDEX p (p)`.
ALTER TABLE t
  MODIFY COLUMN p point NOT NULL,
  ADD COLUMN g geometry,
  ADD SPATIAL INDEX p (p);

