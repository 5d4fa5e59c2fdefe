-- Back again.

CREATE TABLE profiles (
  user_id bigint,
  bio text NOT NULL,
  website text,
  PRIMARY KEY (user_id),
  FOREIGN KEY (user_id) REFERENCES users (id)
);

INSERT INTO profiles (user_id, bio, website)
SELECT id, bio, website
FROM users
WHERE bio IS NOT NULL
ORDER BY id;

ALTER TABLE users DROP COLUMN website;

ALTER TABLE users DROP COLUMN bio;
