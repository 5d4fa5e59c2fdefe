CREATE TABLE t (
  id integer PRIMARY KEY,
  -- @backfill string_to_array(tags, ',')
  tags text[] NOT NULL DEFAULT '{}'
);
