CREATE TABLE events (
  id integer PRIMARY KEY,
  day date NOT NULL,
  at_time time NOT NULL,
  local_at timestamp NOT NULL,
  at timestamptz NOT NULL,
  ends timestamptz,
  lasts interval NOT NULL
);
