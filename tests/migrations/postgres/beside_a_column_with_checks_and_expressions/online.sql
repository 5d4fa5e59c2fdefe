-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items ADD COLUMN low_new numeric;

ALTER TABLE items ADD COLUMN high_new numeric;

CREATE FUNCTION items_low_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.low_new := NEW.low;
  RETURN NEW;
END $$;

CREATE FUNCTION items_high_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.high_new := NEW.high;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_low_new BEFORE INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION items_low_new();

CREATE TRIGGER zz_high_new BEFORE INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION items_high_new();

ALTER TABLE items ENABLE ALWAYS TRIGGER zz_low_new;

ALTER TABLE items ENABLE ALWAYS TRIGGER zz_high_new;

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
    UPDATE items SET low_new = low
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND low_new IS NULL AND low IS NOT NULL;
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
    UPDATE items SET high_new = high
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND high_new IS NULL AND high IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE items ADD CONSTRAINT items_high_new_not_null CHECK (high_new IS NOT NULL) NOT VALID;

ALTER TABLE items VALIDATE CONSTRAINT items_high_new_not_null;

ALTER TABLE items ALTER COLUMN high_new SET NOT NULL;

ALTER TABLE items DROP CONSTRAINT items_high_new_not_null;

CREATE UNIQUE INDEX CONCURRENTLY items_span_new ON items ((high_new - low_new), id) WHERE low_new > 0;

ALTER TABLE items ADD CONSTRAINT in_order_new CHECK (low_new < high_new) NOT VALID;

ALTER TABLE items VALIDATE CONSTRAINT in_order_new;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE items IN ACCESS EXCLUSIVE MODE;

ALTER TABLE items DROP CONSTRAINT in_order;

DROP INDEX items_span;

DROP TRIGGER zz_low_new ON items;

DROP TRIGGER zz_high_new ON items;

DROP FUNCTION items_low_new();

DROP FUNCTION items_high_new();

ALTER TABLE items DROP COLUMN low;

ALTER TABLE items DROP COLUMN high;

ALTER TABLE items RENAME COLUMN low_new TO low;

ALTER TABLE items RENAME COLUMN high_new TO high;

ALTER TABLE items RENAME CONSTRAINT in_order_new TO in_order;

ALTER INDEX items_span_new RENAME TO items_span;

