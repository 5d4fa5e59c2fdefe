-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY c_ibfk_1;

ALTER TABLE p MODIFY COLUMN a bigint NOT NULL;

ALTER TABLE c MODIFY COLUMN a bigint;

ALTER TABLE c
  DROP INDEX a,
  ADD INDEX a (a, b),
  ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (a, b) REFERENCES p (a, b) ON DELETE CASCADE;
