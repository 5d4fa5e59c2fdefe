-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t RENAME COLUMN a TO lo, ALGORITHM=INSTANT;

ALTER TABLE t RENAME COLUMN b TO hi, ALGORITHM=INSTANT;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN hi bigint CHECK (hi > lo)`.
ALTER TABLE t
  MODIFY COLUMN lo bigint,
  MODIFY COLUMN hi bigint CHECK (hi > lo);

