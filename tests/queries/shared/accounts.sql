CREATE TABLE users (
  id integer PRIMARY KEY,
  email text NOT NULL UNIQUE,
  nick text,
  age integer,
  active boolean NOT NULL DEFAULT true
);
