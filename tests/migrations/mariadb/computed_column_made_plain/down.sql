-- Back again.
SET SESSION lock_wait_timeout = 5;

-- DANGER: the values of t.s are lost, it is computed from now on, the values of t.v are lost, it is computed from now on.
ALTER TABLE t
  DROP INDEX v,
  MODIFY COLUMN s int GENERATED ALWAYS AS (a + 1) STORED,
  DROP COLUMN v,
  ADD COLUMN v int GENERATED ALWAYS AS (a + 2) VIRTUAL AFTER s,
  ADD INDEX v (v);
