CREATE TABLE items (
  id bigint PRIMARY KEY,
  price numeric(8, 2) NOT NULL,
  tax numeric(8, 2) NOT NULL,
  total numeric(8, 2) GENERATED ALWAYS AS (price + tax) STORED
);
CREATE INDEX items_total ON items (total);
