-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE addresses (
  id INTEGER PRIMARY KEY,
  street text NOT NULL,
  city text NOT NULL
);

INSERT INTO addresses (id, street, city)
SELECT id, street, city
FROM orders
ORDER BY id;

CREATE TABLE rowtype_new_orders (
  id INTEGER PRIMARY KEY,
  total numeric(10, 2) NOT NULL,
  address_id bigint NOT NULL,
  UNIQUE (address_id),
  FOREIGN KEY (address_id) REFERENCES addresses (id)
);

INSERT INTO rowtype_new_orders (id, total, address_id)
SELECT id, total, id
FROM orders;

DROP TABLE orders;

ALTER TABLE rowtype_new_orders RENAME TO orders;
