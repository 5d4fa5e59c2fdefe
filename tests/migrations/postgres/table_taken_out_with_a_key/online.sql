-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
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

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('orders') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE orders SET address_id = id
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND address_id IS NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

UPDATE orders SET address_id = id WHERE address_id IS NULL;

CREATE UNIQUE INDEX CONCURRENTLY orders_address_id_key ON orders (address_id);

ALTER TABLE orders ADD CONSTRAINT orders_address_id_fkey FOREIGN KEY (address_id) REFERENCES addresses (id) NOT VALID;

ALTER TABLE orders VALIDATE CONSTRAINT orders_address_id_fkey;

-- contract
-- Step 3 of 3: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE orders ADD CONSTRAINT orders_address_id_not_null CHECK (address_id IS NOT NULL) NOT VALID;

UPDATE orders SET address_id = id WHERE address_id IS NULL;

ALTER TABLE orders VALIDATE CONSTRAINT orders_address_id_not_null;

ALTER TABLE orders ALTER COLUMN address_id SET NOT NULL;

ALTER TABLE orders DROP CONSTRAINT orders_address_id_not_null;

ALTER TABLE orders ADD CONSTRAINT orders_address_id_key UNIQUE USING INDEX orders_address_id_key;

ALTER TABLE orders DROP COLUMN city;

ALTER TABLE orders DROP COLUMN street;

