CREATE TABLE items (
  id INTEGER PRIMARY KEY,
  price INTEGER NOT NULL,
  total INTEGER GENERATED ALWAYS AS (price + 1) STORED
);
CREATE INDEX items_total ON items (total);
