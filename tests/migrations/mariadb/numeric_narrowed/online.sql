-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- DANGER: of t.price digits that the new type has no place for are rounded away, of t.at the time of day is lost.
-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN at date`.
ALTER TABLE t
  MODIFY COLUMN price decimal(10,2) NOT NULL,
  MODIFY COLUMN at date;

