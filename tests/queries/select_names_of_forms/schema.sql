CREATE TABLE events (
  id integer PRIMARY KEY,
  title text NOT NULL,
  at timestamptz
);
