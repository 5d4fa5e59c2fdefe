CREATE TABLE events (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  note text,
  level integer DEFAULT 3,
  twice integer GENERATED ALWAYS AS (level * 2) STORED
);
