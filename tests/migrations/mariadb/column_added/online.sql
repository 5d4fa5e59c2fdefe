-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users
  ADD COLUMN bio text AFTER id,
  ADD COLUMN age int NOT NULL DEFAULT 7,
  ADD COLUMN seen datetime(3) DEFAULT CURRENT_TIMESTAMP(3),
  ALGORITHM=INSTANT;

