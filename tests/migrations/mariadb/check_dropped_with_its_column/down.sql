-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  ADD COLUMN b int,
  ADD CONSTRAINT pair CHECK (a < b),
  ADD CONSTRAINT CONSTRAINT_1 CHECK (b > 0);
