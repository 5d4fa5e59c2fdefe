-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE profiles ADD COLUMN bio text;

-- DANGER: every value of users.bio is lost.
ALTER TABLE users DROP COLUMN bio;

-- REFUSED: that the values of users.bio move to profiles.bio
-- columns are not moved between tables yet: write this migration by hand
