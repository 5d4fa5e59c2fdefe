-- @was nodes
CREATE TABLE leaves (
  -- @was id
  key INTEGER PRIMARY KEY,
  -- @was parent
  above INTEGER REFERENCES leaves ON DELETE CASCADE,
  name TEXT UNIQUE
);
