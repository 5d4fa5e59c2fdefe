CREATE TABLE t (
  id integer PRIMARY KEY,
  -- @was name
  full_name text NOT NULL,
  title text,
  -- @backfill split_part(full_name, ' ', 1)
  name text NOT NULL
);
