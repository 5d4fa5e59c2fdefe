-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN a varchar(20),
  MODIFY COLUMN b text CHARACTER SET latin1,
  MODIFY COLUMN c varchar(9) COLLATE utf8mb4_bin;
