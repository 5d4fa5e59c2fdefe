-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE TABLE addresses (
  id bigint GENERATED ALWAYS AS IDENTITY,
  street text NOT NULL,
  city text NOT NULL,
  CONSTRAINT addresses_pkey PRIMARY KEY (id)
);

INSERT INTO addresses (id, street, city) OVERRIDING SYSTEM VALUE
SELECT id, street, city
FROM orders
ORDER BY id;

SELECT setval(pg_get_serial_sequence('addresses', 'id'), coalesce(max(id), 0) + 1, false) FROM addresses;

ALTER TABLE orders ADD COLUMN address_id bigint;

UPDATE orders SET address_id = id;

ALTER TABLE orders ALTER COLUMN address_id SET NOT NULL;

ALTER TABLE orders ADD CONSTRAINT orders_address_id_key UNIQUE (address_id);

ALTER TABLE orders ADD CONSTRAINT orders_address_id_fkey FOREIGN KEY (address_id) REFERENCES addresses (id);

ALTER TABLE orders DROP COLUMN city;

ALTER TABLE orders DROP COLUMN street;
