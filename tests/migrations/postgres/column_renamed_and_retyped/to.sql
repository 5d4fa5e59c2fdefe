CREATE TABLE items (
  id bigint PRIMARY KEY,
  -- @was cost
  price integer NOT NULL
);
