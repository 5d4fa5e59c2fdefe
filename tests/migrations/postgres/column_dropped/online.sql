-- 
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

-- DANGER: every value of users.bio is lost.
ALTER TABLE users DROP COLUMN bio;

