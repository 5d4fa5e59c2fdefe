-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items ADD COLUMN at_new timestamptz;

CREATE FUNCTION items_at_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.at_new := (SELECT at AT TIME ZONE 'Europe/Vienna' FROM (SELECT NEW.*) AS items);
  RETURN NEW;
END $$;

CREATE TRIGGER zz_at_new BEFORE INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION items_at_new();

ALTER TABLE items ENABLE ALWAYS TRIGGER zz_at_new;

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
    UPDATE items SET at_new = at AT TIME ZONE 'Europe/Vienna'
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND at_new IS NULL AND at AT TIME ZONE 'Europe/Vienna' IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE items ADD CONSTRAINT items_at_new_not_null CHECK (at_new IS NOT NULL) NOT VALID;

ALTER TABLE items VALIDATE CONSTRAINT items_at_new_not_null;

ALTER TABLE items ALTER COLUMN at_new SET NOT NULL;

ALTER TABLE items DROP CONSTRAINT items_at_new_not_null;

CREATE INDEX CONCURRENTLY items_at_new ON items (at_new DESC);

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE items IN ACCESS EXCLUSIVE MODE;

DROP INDEX items_at;

DROP TRIGGER zz_at_new ON items;

DROP FUNCTION items_at_new();

ALTER TABLE items DROP COLUMN at;

ALTER TABLE items RENAME COLUMN at_new TO at;

ALTER TABLE items ALTER COLUMN at SET DEFAULT now();

ALTER INDEX items_at_new RENAME TO items_at;

