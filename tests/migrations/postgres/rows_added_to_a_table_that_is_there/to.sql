-- @was staff
CREATE TABLE people (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- @was guests.name
  name text NOT NULL,
  -- @was guests.until
  until date,
  -- @backfill 'staff'
  kind text NOT NULL DEFAULT 'guest'
);
