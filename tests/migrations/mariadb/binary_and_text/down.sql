-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN a varchar(9) CHARACTER SET latin1,
  MODIFY COLUMN b varbinary(9),
  MODIFY COLUMN c char(3) BINARY;
