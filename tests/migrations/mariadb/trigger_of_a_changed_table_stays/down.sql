-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN id int NOT NULL,
  MODIFY COLUMN a int,
  ADD COLUMN b int;

-- DANGER: every value of t.c is lost.
ALTER TABLE t DROP COLUMN c;
