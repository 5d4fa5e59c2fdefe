-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- DANGER: the values of t.b are lost, it is computed from now on, the values of t.c are lost, it is computed from now on.
-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN b int GENERATED ALWAYS AS (a + 1) STORED`.
ALTER TABLE t
  MODIFY COLUMN b int GENERATED ALWAYS AS (a + 1) STORED,
  DROP COLUMN c,
  ADD COLUMN c int GENERATED ALWAYS AS (a + 2) VIRTUAL;

