CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE ranks (
  user_id integer PRIMARY KEY REFERENCES users,
  -- @was users.level
  level integer NOT NULL
);
