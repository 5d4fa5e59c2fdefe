-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP CONSTRAINT t_chk_1,
  DROP CONSTRAINT lower_than,
  DROP COLUMN gross;

ALTER TABLE t RENAME COLUMN price TO net;

ALTER TABLE t
  ADD COLUMN gross int GENERATED ALWAYS AS (net + 5) STORED AFTER net,
  ADD CONSTRAINT t_chk_1 CHECK (net > 0),
  ADD CONSTRAINT lower_than CHECK (net < other),
  ADD INDEX by_gross (gross);
