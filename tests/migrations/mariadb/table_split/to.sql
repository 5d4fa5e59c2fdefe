CREATE TABLE users (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE profiles (
  user_id bigint PRIMARY KEY REFERENCES users (id),
  -- @was users.bio
  bio text,
  -- @was users.website
  website text
);
