-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users ADD COLUMN login varchar(80), ALGORITHM=INSTANT;

UPDATE users SET login = lower(email);

ALTER TABLE users
  MODIFY COLUMN login varchar(80) NOT NULL,
  ADD UNIQUE INDEX login (login),
  ALGORITHM=INPLACE, LOCK=NONE;

