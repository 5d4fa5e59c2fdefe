-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_items (
  id INTEGER PRIMARY KEY,
  price INTEGER NOT NULL,
  total INTEGER GENERATED ALWAYS AS (price * 2) STORED
);

INSERT INTO rowtype_new_items (id, price)
SELECT id, price
FROM items;

DROP TABLE items;

ALTER TABLE rowtype_new_items RENAME TO items;

CREATE INDEX items_total ON items (total);
