-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP CONSTRAINT t_chk_1,
  DROP CONSTRAINT lower_than,
  DROP COLUMN gross;

ALTER TABLE t RENAME COLUMN net TO price;

ALTER TABLE t
  ADD COLUMN gross int GENERATED ALWAYS AS (price + 5) STORED AFTER price,
  ADD CONSTRAINT t_chk_1 CHECK (price > 0),
  ADD CONSTRAINT lower_than CHECK (price < other),
  ADD INDEX by_gross (gross);
