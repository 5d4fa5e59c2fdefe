-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN f varchar(4) DEFAULT 'x'`.
ALTER TABLE t MODIFY COLUMN f varchar(4) DEFAULT 'x';

UPDATE t SET f = 'x' WHERE f IS NULL;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN e blob`.
ALTER TABLE t
  MODIFY COLUMN a text,
  MODIFY COLUMN b longtext NOT NULL,
  MODIFY COLUMN c mediumtext,
  MODIFY COLUMN d longblob,
  MODIFY COLUMN e blob,
  MODIFY COLUMN f varchar(4) NOT NULL DEFAULT 'x';

