-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items RENAME COLUMN cost TO price;

ALTER TABLE items ADD COLUMN price_new integer;

CREATE FUNCTION items_price_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.price_new := NEW.price::integer;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_price_new BEFORE INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION items_price_new();

ALTER TABLE items ENABLE ALWAYS TRIGGER zz_price_new;

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('items') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE items SET price_new = price::integer
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND price_new IS NULL AND price::integer IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE items ADD CONSTRAINT items_price_new_not_null CHECK (price_new IS NOT NULL) NOT VALID;

ALTER TABLE items VALIDATE CONSTRAINT items_price_new_not_null;

ALTER TABLE items ALTER COLUMN price_new SET NOT NULL;

ALTER TABLE items DROP CONSTRAINT items_price_new_not_null;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE items IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER zz_price_new ON items;

DROP FUNCTION items_price_new();

ALTER TABLE items DROP COLUMN price;

ALTER TABLE items RENAME COLUMN price_new TO price;

