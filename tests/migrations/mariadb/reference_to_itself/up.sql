-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t DROP FOREIGN KEY t_ibfk_1;

ALTER TABLE t
  MODIFY COLUMN id bigint NOT NULL,
  MODIFY COLUMN up bigint;

ALTER TABLE t
  DROP INDEX up,
  ADD INDEX up (up),
  ADD CONSTRAINT t_ibfk_1 FOREIGN KEY (up) REFERENCES t (id);
