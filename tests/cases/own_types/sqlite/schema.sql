CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  owner TEXT NOT NULL,
  balance DECIMAL(10,2) NOT NULL DEFAULT 0,
  credit DECIMAL(10,2),
  limits JSON NOT NULL,
  -- What the owner chose.
  settings JSON, -- @json crate::own::Settings
  colour TEXT NOT NULL CHECK (length(colour) = 6), -- @rust crate::own::Colour
  lent_colour TEXT -- @rust crate::own::Colour
);
