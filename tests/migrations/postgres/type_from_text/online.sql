-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items ADD COLUMN amount_new integer;

ALTER TABLE items ADD COLUMN since_new date;

ALTER TABLE items ADD COLUMN is_new_new boolean;

ALTER TABLE items ADD COLUMN key_new uuid;

CREATE FUNCTION items_amount_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.amount_new := NEW.amount::integer;
  RETURN NEW;
END $$;

CREATE FUNCTION items_since_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.since_new := NEW.since::date;
  RETURN NEW;
END $$;

CREATE FUNCTION items_is_new_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.is_new_new := NEW.is_new::boolean;
  RETURN NEW;
END $$;

CREATE FUNCTION items_key_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.key_new := NEW.key::uuid;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_amount_new BEFORE INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION items_amount_new();

CREATE TRIGGER zz_since_new BEFORE INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION items_since_new();

CREATE TRIGGER zz_is_new_new BEFORE INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION items_is_new_new();

CREATE TRIGGER zz_key_new BEFORE INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION items_key_new();

ALTER TABLE items ENABLE ALWAYS TRIGGER zz_amount_new;

ALTER TABLE items ENABLE ALWAYS TRIGGER zz_since_new;

ALTER TABLE items ENABLE ALWAYS TRIGGER zz_is_new_new;

ALTER TABLE items ENABLE ALWAYS TRIGGER zz_key_new;

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
    UPDATE items SET amount_new = amount::integer
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND amount_new IS NULL AND amount::integer IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('items') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE items SET since_new = since::date
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND since_new IS NULL AND since::date IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('items') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE items SET is_new_new = is_new::boolean
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND is_new_new IS NULL AND is_new::boolean IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('items') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE items SET key_new = key::uuid
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND key_new IS NULL AND key::uuid IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE items ADD CONSTRAINT items_amount_new_not_null CHECK (amount_new IS NOT NULL) NOT VALID;

ALTER TABLE items VALIDATE CONSTRAINT items_amount_new_not_null;

ALTER TABLE items ALTER COLUMN amount_new SET NOT NULL;

ALTER TABLE items DROP CONSTRAINT items_amount_new_not_null;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE items IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER zz_amount_new ON items;

DROP TRIGGER zz_since_new ON items;

DROP TRIGGER zz_is_new_new ON items;

DROP TRIGGER zz_key_new ON items;

DROP FUNCTION items_amount_new();

DROP FUNCTION items_since_new();

DROP FUNCTION items_is_new_new();

DROP FUNCTION items_key_new();

ALTER TABLE items DROP COLUMN amount;

ALTER TABLE items DROP COLUMN since;

ALTER TABLE items DROP COLUMN is_new;

ALTER TABLE items DROP COLUMN key;

ALTER TABLE items RENAME COLUMN amount_new TO amount;

ALTER TABLE items RENAME COLUMN since_new TO since;

ALTER TABLE items RENAME COLUMN is_new_new TO is_new;

ALTER TABLE items RENAME COLUMN key_new TO key;

ALTER TABLE items ALTER COLUMN amount SET DEFAULT 0;

