-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN a json,
  MODIFY COLUMN b longtext;
