-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `ADD COLUMN c bigint GENERATED ALWAYS AS (b + 2) STORED`.
ALTER TABLE t
  MODIFY COLUMN a bigint,
  DROP COLUMN b,
  ADD COLUMN b bigint GENERATED ALWAYS AS (a + 2) STORED AFTER a,
  DROP COLUMN c,
  ADD COLUMN c bigint GENERATED ALWAYS AS (b + 2) STORED;

