CREATE TABLE users (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  visits integer NOT NULL DEFAULT 0,
  seen_at timestamptz NOT NULL DEFAULT now()
);
