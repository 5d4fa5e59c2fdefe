CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE profiles (
  user_id int PRIMARY KEY,
  -- @was users.bio
  bio text
);
