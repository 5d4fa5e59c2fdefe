CREATE TABLE accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text NOT NULL,
  balance numeric(10,2) NOT NULL DEFAULT 0,
  credit numeric(10,2),
  limits jsonb NOT NULL,
  -- What the owner chose.
  settings jsonb, -- @json crate::own::Settings
  colour text NOT NULL CHECK (length(colour) = 6), -- @rust crate::own::Colour
  lent_colour text -- @rust crate::own::Colour
);
