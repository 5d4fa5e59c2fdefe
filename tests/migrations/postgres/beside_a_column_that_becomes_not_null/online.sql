-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items ADD COLUMN n_new bigint;

CREATE FUNCTION items_n_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.n_new := (SELECT coalesce(n, 0) FROM (SELECT NEW.*) AS items);
  RETURN NEW;
END $$;

CREATE TRIGGER zz_n_new BEFORE INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION items_n_new();

ALTER TABLE items ENABLE ALWAYS TRIGGER zz_n_new;

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
    UPDATE items SET n_new = coalesce(n, 0)
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND n_new IS NULL AND coalesce(n, 0) IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE items ADD CONSTRAINT items_n_new_not_null CHECK (n_new IS NOT NULL) NOT VALID;

ALTER TABLE items VALIDATE CONSTRAINT items_n_new_not_null;

ALTER TABLE items ALTER COLUMN n_new SET NOT NULL;

ALTER TABLE items DROP CONSTRAINT items_n_new_not_null;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE items IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER zz_n_new ON items;

DROP FUNCTION items_n_new();

ALTER TABLE items DROP COLUMN n;

ALTER TABLE items RENAME COLUMN n_new TO n;

