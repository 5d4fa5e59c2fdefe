-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN a int unsigned DEFAULT 3`.
ALTER TABLE t MODIFY COLUMN a int unsigned DEFAULT 3;

UPDATE t SET a = 3 WHERE a IS NULL;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN c bigint`.
ALTER TABLE t
  MODIFY COLUMN id int unsigned NOT NULL,
  MODIFY COLUMN a int unsigned NOT NULL DEFAULT 3,
  MODIFY COLUMN b int,
  MODIFY COLUMN c bigint;

