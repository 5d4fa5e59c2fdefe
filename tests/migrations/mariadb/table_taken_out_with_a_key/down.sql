-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE orders DROP FOREIGN KEY orders_ibfk_1;

ALTER TABLE orders
  ADD COLUMN street text,
  ADD COLUMN city text;

UPDATE orders SET street = (SELECT addresses.street FROM addresses WHERE addresses.id = orders.address_id);

UPDATE orders SET city = (SELECT addresses.city FROM addresses WHERE addresses.id = orders.address_id);

ALTER TABLE orders
  DROP INDEX address_id,
  MODIFY COLUMN street text NOT NULL,
  MODIFY COLUMN city text NOT NULL;

ALTER TABLE orders DROP COLUMN address_id;

-- DANGER: every value of addresses.street, addresses.city that no row of orders belongs to is lost.
DROP TABLE addresses;
