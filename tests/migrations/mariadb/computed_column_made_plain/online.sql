-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t during `ADD COLUMN rowtype_new_v int`.
ALTER TABLE t ADD COLUMN rowtype_new_v int;

UPDATE t SET rowtype_new_v = v;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN s int`.
ALTER TABLE t
  DROP INDEX v,
  MODIFY COLUMN s int,
  DROP COLUMN v,
  CHANGE COLUMN rowtype_new_v v int NOT NULL AFTER s,
  ADD INDEX v (v);

