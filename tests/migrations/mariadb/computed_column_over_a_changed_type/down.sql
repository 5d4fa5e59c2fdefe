-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN a int NOT NULL,
  MODIFY COLUMN s int GENERATED ALWAYS AS (a * 2) STORED,
  MODIFY COLUMN v varchar(20) GENERATED ALWAYS AS (concat(a, 'x')) VIRTUAL;
