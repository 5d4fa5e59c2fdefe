-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `ADD CONSTRAINT CONSTRAINT_1 CHECK (s > 0)`.
ALTER TABLE t
  DROP CONSTRAINT CONSTRAINT_1,
  DROP INDEX by_v,
  DROP INDEX by_s,
  DROP COLUMN s,
  ADD COLUMN s int GENERATED ALWAYS AS (a + 1) VIRTUAL AFTER a,
  DROP COLUMN v,
  ADD COLUMN v int GENERATED ALWAYS AS (a + 2) STORED,
  ADD CONSTRAINT CONSTRAINT_1 CHECK (s > 0),
  ADD INDEX by_v (v),
  ADD INDEX by_s (s, a);

