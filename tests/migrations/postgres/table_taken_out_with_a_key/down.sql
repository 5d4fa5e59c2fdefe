-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE orders DROP CONSTRAINT orders_address_id_fkey;

ALTER TABLE orders DROP CONSTRAINT orders_address_id_key;

ALTER TABLE orders ADD COLUMN street text;

ALTER TABLE orders ADD COLUMN city text;

UPDATE orders SET street = (SELECT addresses.street FROM addresses WHERE addresses.id = orders.address_id);

UPDATE orders SET city = (SELECT addresses.city FROM addresses WHERE addresses.id = orders.address_id);

ALTER TABLE orders ALTER COLUMN street SET NOT NULL;

ALTER TABLE orders ALTER COLUMN city SET NOT NULL;

ALTER TABLE orders DROP COLUMN address_id;

-- DANGER: every value of addresses.street, addresses.city that no row of orders belongs to is lost.
DROP TABLE addresses;
