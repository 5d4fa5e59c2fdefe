CREATE TABLE t (
  id int PRIMARY KEY,
  -- @backfill 0
  a bigint NOT NULL
);
