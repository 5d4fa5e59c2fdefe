CREATE TABLE items (id integer PRIMARY KEY,
  -- @backfill at AT TIME ZONE 'Europe/Vienna'
  at timestamptz NOT NULL DEFAULT now());
CREATE INDEX items_at ON items (at DESC);
