CREATE TABLE t (
  id bigint PRIMARY KEY,
  -- @backfill flag <> 0
  flag boolean NOT NULL DEFAULT false
);
