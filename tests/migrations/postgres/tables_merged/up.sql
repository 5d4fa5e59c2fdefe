-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users ADD COLUMN bio text;

ALTER TABLE users ADD COLUMN website text;

UPDATE users SET bio = (SELECT profiles.bio FROM profiles WHERE profiles.user_id = users.id);

UPDATE users SET website = coalesce((SELECT profiles.website FROM profiles WHERE profiles.user_id = users.id), 'none');

ALTER TABLE users ALTER COLUMN website SET NOT NULL;

DROP TABLE profiles;
