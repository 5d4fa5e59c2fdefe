-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items RENAME COLUMN n TO amount;

ALTER TABLE items ADD COLUMN amount_new bigint;

CREATE FUNCTION items_amount_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.amount_new := NEW.amount;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_amount_new BEFORE INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION items_amount_new();

ALTER TABLE items ENABLE ALWAYS TRIGGER zz_amount_new;

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
    UPDATE items SET amount_new = amount
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND amount_new IS NULL AND amount IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE items ADD CONSTRAINT items_amount_new_not_null CHECK (amount_new IS NOT NULL) NOT VALID;

ALTER TABLE items VALIDATE CONSTRAINT items_amount_new_not_null;

ALTER TABLE items ALTER COLUMN amount_new SET NOT NULL;

ALTER TABLE items DROP CONSTRAINT items_amount_new_not_null;

CREATE INDEX CONCURRENTLY items_n_new ON items (amount_new);

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE items IN ACCESS EXCLUSIVE MODE;

DROP INDEX items_n;

DROP TRIGGER zz_amount_new ON items;

DROP FUNCTION items_amount_new();

ALTER TABLE items DROP COLUMN amount;

ALTER TABLE items RENAME COLUMN amount_new TO amount;

ALTER INDEX items_n_new RENAME TO items_n;

