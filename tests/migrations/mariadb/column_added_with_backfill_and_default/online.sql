-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users
  ADD COLUMN `rank` int,
  ADD COLUMN kind varchar(9),
  ALGORITHM=INSTANT;

UPDATE users SET `rank` = id + 10;

UPDATE users SET kind = 'old';

ALTER TABLE users MODIFY COLUMN `rank` int NOT NULL DEFAULT 1, ALGORITHM=INPLACE, LOCK=NONE;

