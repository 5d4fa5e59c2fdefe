-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t ADD COLUMN code varchar(20) FIRST;

UPDATE t SET code = concat('n', id);

ALTER TABLE t
  DROP PRIMARY KEY,
  MODIFY COLUMN code varchar(20) NOT NULL,
  MODIFY COLUMN id int NOT NULL,
  ADD PRIMARY KEY (code);

-- DANGER: every value of t.id is lost.
ALTER TABLE t DROP COLUMN id;
