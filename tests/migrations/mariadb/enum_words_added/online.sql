-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN state ENUM('draft', 'open', 'it''s closed') NOT NULL DEFAULT 'draft',
  MODIFY COLUMN tags SET('a', 'b', 'c'),
  ALGORITHM=INSTANT;

