CREATE TABLE users (id int PRIMARY KEY, bio text);
CREATE TABLE profiles (user_id int PRIMARY KEY);
