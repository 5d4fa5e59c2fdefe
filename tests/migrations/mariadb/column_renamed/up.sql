-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users RENAME COLUMN bio TO about;

ALTER TABLE users RENAME INDEX bio TO about;
