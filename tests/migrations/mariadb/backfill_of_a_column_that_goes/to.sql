CREATE TABLE t (
  id int PRIMARY KEY,
  -- @backfill substring_index(name, ' ', 1)
  first varchar(20) NOT NULL,
  -- @backfill substring_index(name, ' ', -1)
  last varchar(20) NOT NULL
);
