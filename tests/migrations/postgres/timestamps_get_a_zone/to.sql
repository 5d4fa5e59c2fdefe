CREATE TABLE t (
  id integer PRIMARY KEY,
  -- @backfill at AT TIME ZONE 'UTC'
  at timestamptz NOT NULL
);
