-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t ADD COLUMN rowtype_new_v int, ALGORITHM=INSTANT;

UPDATE t SET rowtype_new_v = v;

-- LOCK: nobody writes to t while it is copied for `DROP COLUMN v`.
ALTER TABLE t
  DROP COLUMN v,
  CHANGE COLUMN rowtype_new_v v int AFTER a;

