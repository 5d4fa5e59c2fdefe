CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text NOT NULL,
  -- What the person signs in with.
  -- @backfill lower(email)
  login text NOT NULL UNIQUE
);
