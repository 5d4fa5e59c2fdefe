-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN id int NOT NULL,
  MODIFY COLUMN a int,
  MODIFY COLUMN b int(5) zerofill,
  MODIFY COLUMN c bigint unsigned;
