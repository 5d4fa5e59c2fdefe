-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN a int DEFAULT 4,
  MODIFY COLUMN b varchar(9),
  MODIFY COLUMN c int;
