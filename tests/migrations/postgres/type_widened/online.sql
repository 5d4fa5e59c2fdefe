-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items ADD COLUMN id_new bigint;

ALTER TABLE items ALTER COLUMN name DROP DEFAULT;

CREATE FUNCTION items_id_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.id_new := NEW.id;
  RETURN NEW;
END $$;

ALTER TABLE items ALTER COLUMN name TYPE varchar(200);

ALTER TABLE items ALTER COLUMN name SET DEFAULT 'none';

-- DANGER: digits that the new scale has no place for are rounded away in items.price.
ALTER TABLE items ALTER COLUMN price TYPE numeric(8, 2);

CREATE TRIGGER zz_id_new BEFORE INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION items_id_new();

ALTER TABLE items ENABLE ALWAYS TRIGGER zz_id_new;

ALTER TABLE parts ADD COLUMN item_id_new bigint;

CREATE FUNCTION parts_item_id_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.item_id_new := NEW.item_id;
  RETURN NEW;
END $$;

ALTER TABLE parts ALTER COLUMN note TYPE text;

CREATE TRIGGER zz_item_id_new BEFORE INSERT OR UPDATE ON parts FOR EACH ROW EXECUTE FUNCTION parts_item_id_new();

ALTER TABLE parts ENABLE ALWAYS TRIGGER zz_item_id_new;

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
    UPDATE items SET id_new = id
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND id_new IS NULL AND id IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE items ADD CONSTRAINT items_id_new_not_null CHECK (id_new IS NOT NULL) NOT VALID;

CREATE UNIQUE INDEX CONCURRENTLY items_pkey_new ON items (id_new);

ALTER TABLE items VALIDATE CONSTRAINT items_id_new_not_null;

ALTER TABLE items ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE items DROP CONSTRAINT items_id_new_not_null;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('parts') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE parts SET item_id_new = item_id
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND item_id_new IS NULL AND item_id IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE parts ADD CONSTRAINT parts_item_id_fkey_new FOREIGN KEY (item_id_new) REFERENCES items (id_new) NOT VALID;

ALTER TABLE parts VALIDATE CONSTRAINT parts_item_id_fkey_new;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE items, parts IN ACCESS EXCLUSIVE MODE;

ALTER TABLE parts DROP CONSTRAINT parts_item_id_fkey;

ALTER TABLE items DROP CONSTRAINT items_pkey;

DROP TRIGGER zz_id_new ON items;

DROP FUNCTION items_id_new();

ALTER TABLE items DROP COLUMN id;

ALTER TABLE items RENAME COLUMN id_new TO id;

ALTER TABLE items ADD CONSTRAINT items_pkey PRIMARY KEY USING INDEX items_pkey_new;

DROP TRIGGER zz_item_id_new ON parts;

DROP FUNCTION parts_item_id_new();

ALTER TABLE parts DROP COLUMN item_id;

ALTER TABLE parts RENAME COLUMN item_id_new TO item_id;

ALTER TABLE parts RENAME CONSTRAINT parts_item_id_fkey_new TO parts_item_id_fkey;

