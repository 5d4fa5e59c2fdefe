-- Back again.
SET LOCAL lock_timeout = '5s';

CREATE TABLE profiles (
  user_id bigint NOT NULL,
  bio text NOT NULL,
  website text,
  CONSTRAINT profiles_pkey PRIMARY KEY (user_id),
  CONSTRAINT profiles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);

INSERT INTO profiles (user_id, bio, website)
SELECT id, bio, website
FROM users
WHERE bio IS NOT NULL
ORDER BY id;

ALTER TABLE users DROP COLUMN website;

ALTER TABLE users DROP COLUMN bio;
