-- People who write.
-- @export 20000000
CREATE TABLE users (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  email varchar(254) NOT NULL UNIQUE,
  name varchar(80) NOT NULL CHECK (name <> ''),
  bio text,
  active boolean NOT NULL DEFAULT true,
  created_at timestamp(6) NOT NULL DEFAULT current_timestamp(6) -- @readonly
);

-- What they write.
CREATE TABLE posts (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  title varchar(200) NOT NULL CHECK (title <> ''),
  body text NOT NULL,
  published boolean NOT NULL DEFAULT false,
  created_at timestamp(6) NOT NULL DEFAULT current_timestamp(6) -- @readonly
);

CREATE INDEX posts_user_id ON posts (user_id);
