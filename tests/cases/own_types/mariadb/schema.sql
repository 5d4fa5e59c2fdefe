CREATE TABLE accounts (
  id BIGINT PRIMARY KEY AUTO_INCREMENT,
  owner VARCHAR(80) NOT NULL,
  balance DECIMAL(10,2) NOT NULL DEFAULT 0,
  credit DECIMAL(10,2),
  limits JSON NOT NULL,
  -- What the owner chose.
  settings JSON, -- @json crate::own::Settings
  colour VARCHAR(6) NOT NULL CHECK (char_length(colour) = 6), -- @rust crate::own::Colour
  lent_colour VARCHAR(6) -- @rust crate::own::Colour
);
