CREATE TABLE items (id integer PRIMARY KEY,
  -- @backfill 0
  n bigint NOT NULL);
