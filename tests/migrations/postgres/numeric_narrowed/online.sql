-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD COLUMN price_new numeric(10, 2);

CREATE FUNCTION t_price_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.price_new := NEW.price;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_price_new BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION t_price_new();

ALTER TABLE t ENABLE ALWAYS TRIGGER zz_price_new;

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('t') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE t SET price_new = price
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND price_new IS NULL AND price IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE t IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER zz_price_new ON t;

DROP FUNCTION t_price_new();

ALTER TABLE t DROP COLUMN price;

ALTER TABLE t RENAME COLUMN price_new TO price;

