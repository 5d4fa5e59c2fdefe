CREATE TABLE users (
  id INTEGER PRIMARY KEY
);

CREATE TABLE phones (
  id INTEGER PRIMARY KEY,
  user_id integer NOT NULL UNIQUE REFERENCES users ON DELETE CASCADE,
  -- @was users.phone
  number text NOT NULL,
  is_main boolean NOT NULL DEFAULT true
);
