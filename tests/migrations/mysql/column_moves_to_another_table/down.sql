-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users ADD COLUMN bio text;

-- DANGER: every value of profiles.bio is lost.
ALTER TABLE profiles DROP COLUMN bio;
