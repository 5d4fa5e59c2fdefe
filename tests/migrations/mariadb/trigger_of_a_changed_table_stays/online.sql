-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN a bigint`.
ALTER TABLE t
  MODIFY COLUMN id bigint NOT NULL,
  MODIFY COLUMN a bigint,
  ADD COLUMN c int;

-- DANGER: every value of t.b is lost.
ALTER TABLE t DROP COLUMN b, ALGORITHM=INSTANT;

