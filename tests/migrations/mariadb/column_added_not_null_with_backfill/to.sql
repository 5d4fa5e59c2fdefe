CREATE TABLE users (
  id bigint PRIMARY KEY,
  email varchar(80) NOT NULL,
  -- What the person signs in with.
  -- @backfill lower(email)
  login varchar(80) NOT NULL UNIQUE
);
