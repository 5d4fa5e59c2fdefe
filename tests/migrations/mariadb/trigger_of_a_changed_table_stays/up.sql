-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN id bigint NOT NULL,
  MODIFY COLUMN a bigint,
  ADD COLUMN c int;

-- DANGER: every value of t.b is lost.
ALTER TABLE t DROP COLUMN b;
