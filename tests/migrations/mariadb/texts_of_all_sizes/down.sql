-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN a tinytext,
  MODIFY COLUMN b text,
  MODIFY COLUMN c varchar(20),
  MODIFY COLUMN d blob,
  MODIFY COLUMN e varbinary(9),
  MODIFY COLUMN f char(4);
