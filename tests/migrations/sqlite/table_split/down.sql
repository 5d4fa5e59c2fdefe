-- Back again.
PRAGMA foreign_keys = OFF;

ALTER TABLE users ADD COLUMN bio text;

ALTER TABLE users ADD COLUMN website text;

UPDATE users SET bio = (SELECT profiles.bio FROM profiles WHERE profiles.user_id = users.id);

UPDATE users SET website = (SELECT profiles.website FROM profiles WHERE profiles.user_id = users.id);

-- DANGER: every value of profiles.bio, profiles.website that no row of users belongs to is lost.
DROP TABLE profiles;
