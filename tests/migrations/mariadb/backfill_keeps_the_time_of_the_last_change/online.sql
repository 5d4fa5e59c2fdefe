-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users ADD COLUMN login varchar(80) AFTER name, ALGORITHM=INSTANT;

UPDATE users SET login = lower(name), changed = changed;

ALTER TABLE users MODIFY COLUMN login varchar(80) NOT NULL, ALGORITHM=INPLACE, LOCK=NONE;

