CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL,
  -- @backfill id + 10
  rank int NOT NULL DEFAULT 1,
  -- @backfill 'old'
  kind varchar(9)
);
