-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

-- DANGER: every value of users.bio is lost.
ALTER TABLE users DROP COLUMN bio;
