CREATE TABLE t (
  -- @backfill concat('n', id)
  code varchar(20) PRIMARY KEY,
  a int
);
