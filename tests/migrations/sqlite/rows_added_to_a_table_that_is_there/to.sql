-- @was staff
CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  -- @was guests.name
  name text NOT NULL,
  -- @was guests.until
  until date,
  -- @backfill 'staff'
  kind text NOT NULL DEFAULT 'guest'
);
