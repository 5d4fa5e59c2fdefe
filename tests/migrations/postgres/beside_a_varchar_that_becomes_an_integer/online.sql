-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items ADD COLUMN code_new integer;

CREATE FUNCTION items_code_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.code_new := NEW.code::integer;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_code_new BEFORE INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION items_code_new();

ALTER TABLE items ENABLE ALWAYS TRIGGER zz_code_new;

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
    UPDATE items SET code_new = code::integer
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND code_new IS NULL AND code::integer IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

CREATE UNIQUE INDEX CONCURRENTLY items_code_key_new ON items (code_new);

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE items IN ACCESS EXCLUSIVE MODE;

ALTER TABLE items DROP CONSTRAINT items_code_key;

DROP TRIGGER zz_code_new ON items;

DROP FUNCTION items_code_new();

ALTER TABLE items DROP COLUMN code;

ALTER TABLE items RENAME COLUMN code_new TO code;

ALTER TABLE items ADD CONSTRAINT items_code_key UNIQUE USING INDEX items_code_key_new;

