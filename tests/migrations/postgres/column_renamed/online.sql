-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users RENAME COLUMN bio TO about;

ALTER TABLE users RENAME CONSTRAINT users_bio_check TO users_about_check;

ALTER INDEX users_bio RENAME TO users_about;

