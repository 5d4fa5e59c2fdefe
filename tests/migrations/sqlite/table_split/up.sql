-- Written by `rowtype diff`; read it before it runs.

CREATE TABLE profiles (
  user_id bigint,
  bio text,
  website text,
  PRIMARY KEY (user_id),
  FOREIGN KEY (user_id) REFERENCES users (id)
);

INSERT INTO profiles (user_id, bio, website)
SELECT id, bio, website
FROM users
ORDER BY id;

ALTER TABLE users DROP COLUMN website;

ALTER TABLE users DROP COLUMN bio;
