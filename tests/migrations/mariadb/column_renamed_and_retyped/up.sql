-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users RENAME COLUMN years TO age;

ALTER TABLE users MODIFY COLUMN age int unsigned;

UPDATE users SET age = 0 WHERE age IS NULL;

ALTER TABLE users MODIFY COLUMN age int unsigned NOT NULL;
