-- @was staff
CREATE TABLE people (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  -- @was guests.name
  name text NOT NULL,
  -- @was guests.until
  until date,
  -- @backfill 'staff'
  kind varchar(20) NOT NULL DEFAULT 'guest'
);
