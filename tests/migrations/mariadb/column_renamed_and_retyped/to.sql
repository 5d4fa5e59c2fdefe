CREATE TABLE users (
  id bigint PRIMARY KEY,
  -- @was years
  -- @backfill 0
  age int unsigned NOT NULL
);
