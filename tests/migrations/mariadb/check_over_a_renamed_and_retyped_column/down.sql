-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t RENAME COLUMN lo TO a;

ALTER TABLE t RENAME COLUMN hi TO b;

ALTER TABLE t
  MODIFY COLUMN a int,
  MODIFY COLUMN b int CHECK (b > a);
