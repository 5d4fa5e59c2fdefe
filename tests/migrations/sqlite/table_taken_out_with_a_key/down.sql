-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_orders (
  id INTEGER PRIMARY KEY,
  total numeric(10, 2) NOT NULL,
  street text NOT NULL,
  city text NOT NULL
);

INSERT INTO rowtype_new_orders (id, total, street, city)
SELECT id, total, (SELECT addresses.street FROM addresses WHERE addresses.id = orders.address_id), (SELECT addresses.city FROM addresses WHERE addresses.id = orders.address_id)
FROM orders;

DROP TABLE orders;

ALTER TABLE rowtype_new_orders RENAME TO orders;

-- DANGER: every value of addresses.street, addresses.city that no row of orders belongs to is lost.
DROP TABLE addresses;
