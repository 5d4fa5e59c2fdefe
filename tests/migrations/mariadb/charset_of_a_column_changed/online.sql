-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN c varchar(9) COLLATE utf8mb4_unicode_ci`.
ALTER TABLE t
  MODIFY COLUMN a varchar(20) CHARACTER SET latin1,
  MODIFY COLUMN b text,
  MODIFY COLUMN c varchar(9) COLLATE utf8mb4_unicode_ci;

