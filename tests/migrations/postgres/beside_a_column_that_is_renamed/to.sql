CREATE TABLE items (id integer PRIMARY KEY,
  -- @was n
  amount bigint NOT NULL);
CREATE INDEX items_n ON items (amount);
