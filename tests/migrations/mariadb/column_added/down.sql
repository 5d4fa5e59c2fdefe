-- Back again.
SET SESSION lock_wait_timeout = 5;

-- DANGER: every value of users.bio, users.age, users.seen is lost.
ALTER TABLE users
  DROP COLUMN bio,
  DROP COLUMN age,
  DROP COLUMN seen;
