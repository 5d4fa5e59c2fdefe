CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE profiles (
  user_id bigint PRIMARY KEY REFERENCES users,
  -- @was users.bio
  bio text,
  -- @was users.website
  website text
);
