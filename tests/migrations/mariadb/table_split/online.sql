-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE TABLE profiles (
  user_id bigint NOT NULL,
  bio text,
  website text,
  PRIMARY KEY (user_id),
  CONSTRAINT profiles_ibfk_1 FOREIGN KEY (user_id) REFERENCES users (id)
);

INSERT INTO profiles (user_id, bio, website)
SELECT id, bio, website
FROM users
ORDER BY id;

ALTER TABLE users
  DROP COLUMN bio,
  DROP COLUMN website,
  ALGORITHM=INSTANT;

