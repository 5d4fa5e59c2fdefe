-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;
SET SESSION system_versioning_alter_history = KEEP;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN a bigint`.
ALTER TABLE t
  MODIFY COLUMN a bigint,
  ADD COLUMN b int NOT NULL DEFAULT 3,
  ADD COLUMN c int WITHOUT SYSTEM VERSIONING,
  ADD INDEX b (b);

