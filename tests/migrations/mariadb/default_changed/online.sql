-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  ALTER COLUMN a SET DEFAULT NULL,
  ALTER COLUMN b DROP DEFAULT,
  ALTER COLUMN c SET DEFAULT 'y',
  MODIFY COLUMN d date DEFAULT (current_date + INTERVAL 1 DAY),
  ALTER COLUMN e SET DEFAULT -5,
  ALGORITHM=INSTANT;

