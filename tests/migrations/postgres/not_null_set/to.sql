CREATE TABLE users (
  id bigint PRIMARY KEY,
  -- @backfill 'nobody'
  name text NOT NULL,
  visits integer NOT NULL DEFAULT 0
);
