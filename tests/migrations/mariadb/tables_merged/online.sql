-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users
  ADD COLUMN bio text,
  ADD COLUMN website text,
  ALGORITHM=INSTANT;

UPDATE users SET bio = (SELECT profiles.bio FROM profiles WHERE profiles.user_id = users.id);

UPDATE users SET website = coalesce((SELECT profiles.website FROM profiles WHERE profiles.user_id = users.id), 'none');

ALTER TABLE users MODIFY COLUMN website text NOT NULL, ALGORITHM=INPLACE, LOCK=NONE;

DROP TABLE profiles;

