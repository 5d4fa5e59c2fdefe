-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  name text NOT NULL,
  bio text,
  website text NOT NULL
);

INSERT INTO rowtype_new_users (id, name, bio, website)
SELECT id, name, (SELECT profiles.bio FROM profiles WHERE profiles.user_id = users.id), coalesce((SELECT profiles.website FROM profiles WHERE profiles.user_id = users.id), 'none')
FROM users;

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;

-- DANGER: every value of profiles.bio, profiles.website that no row of users belongs to is lost.
DROP TABLE profiles;
