-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  ADD COLUMN a int,
  ADD COLUMN s int GENERATED ALWAYS AS (a * 2) STORED,
  ADD COLUMN v int GENERATED ALWAYS AS (s + 1) VIRTUAL,
  ADD INDEX s (s);
