-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items ADD COLUMN owner_new bigint;

CREATE FUNCTION items_owner_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.owner_new := NEW.owner;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_owner_new BEFORE INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION items_owner_new();

ALTER TABLE items ENABLE ALWAYS TRIGGER zz_owner_new;

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
    UPDATE items SET owner_new = owner
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND owner_new IS NULL AND owner IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE items ADD CONSTRAINT items_owner_new_not_null CHECK (owner_new IS NOT NULL) NOT VALID;

ALTER TABLE items VALIDATE CONSTRAINT items_owner_new_not_null;

ALTER TABLE items ALTER COLUMN owner_new SET NOT NULL;

ALTER TABLE items DROP CONSTRAINT items_owner_new_not_null;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE items IN ACCESS EXCLUSIVE MODE;

DROP STATISTICS items_stat;

DROP POLICY shared ON shares;

DROP POLICY own ON items;

DROP TRIGGER keep_n ON items;

DROP TRIGGER zz_owner_new ON items;

DROP FUNCTION items_owner_new();

ALTER TABLE items DROP COLUMN owner;

ALTER TABLE items RENAME COLUMN owner_new TO owner;

CREATE TRIGGER keep_n BEFORE UPDATE OF owner ON items FOR EACH ROW WHEN (NEW.owner > 0) EXECUTE FUNCTION keep();

CREATE POLICY own ON items USING (owner > 0);

CREATE POLICY shared ON shares USING (EXISTS (SELECT FROM items WHERE items.owner = shares.n));

CREATE STATISTICS items_stat (dependencies) ON n, owner FROM items;

GRANT SELECT (owner), UPDATE (owner) ON items TO PUBLIC;

ALTER TABLE items ALTER COLUMN owner SET STATISTICS 500;

