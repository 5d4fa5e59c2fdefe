CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE homes (
  user_id int PRIMARY KEY,
  -- @backfill (SELECT u.street FROM users u WHERE u.id = user_id)
  street varchar(20)
);
