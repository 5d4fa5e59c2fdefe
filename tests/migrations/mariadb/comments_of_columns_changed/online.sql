-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN a int COMMENT 'it''s, (new)',
  MODIFY COLUMN b int,
  ALGORITHM=INSTANT;

