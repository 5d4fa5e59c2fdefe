CREATE TABLE items (
  id integer PRIMARY KEY,
  -- @backfill CASE state WHEN 0 THEN 'open' ELSE 'closed' END
  state text NOT NULL DEFAULT 'open'
);
