CREATE TABLE users (
  id integer PRIMARY KEY,
  email text NOT NULL UNIQUE,
  team integer
);
CREATE TABLE posts (
  id integer PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users,
  title text NOT NULL,
  day date NOT NULL
);
