-- Written by `rowtype diff`; read it before it runs.

-- DANGER: every value of users.bio is lost.
ALTER TABLE users DROP COLUMN bio;
