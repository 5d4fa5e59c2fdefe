-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users
  ADD COLUMN bio text,
  ADD COLUMN website text;

UPDATE users SET bio = (SELECT profiles.bio FROM profiles WHERE profiles.user_id = users.id);

UPDATE users SET website = (SELECT profiles.website FROM profiles WHERE profiles.user_id = users.id);

DROP TABLE profiles;
