-- Back again.
SET SESSION lock_wait_timeout = 5;

-- DANGER: the values of t.v are lost, it is computed from now on.
ALTER TABLE t
  DROP COLUMN v,
  ADD COLUMN v int GENERATED ALWAYS AS (a + 1) VIRTUAL AFTER a;
