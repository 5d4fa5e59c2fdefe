-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- DANGER: of t.e parts of seconds are rounded away.
-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN f year`.
ALTER TABLE t
  MODIFY COLUMN a timestamp NULL,
  MODIFY COLUMN b datetime(3),
  MODIFY COLUMN c time(3),
  MODIFY COLUMN d datetime,
  MODIFY COLUMN e datetime(3),
  MODIFY COLUMN f year;

