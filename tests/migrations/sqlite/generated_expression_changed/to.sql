CREATE TABLE items (
  id INTEGER PRIMARY KEY,
  price INTEGER NOT NULL,
  total INTEGER GENERATED ALWAYS AS (price * 2) STORED
);
CREATE INDEX items_total ON items (total);
