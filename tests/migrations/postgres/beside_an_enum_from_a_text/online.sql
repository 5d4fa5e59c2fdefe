-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE TYPE state AS ENUM ('new', 'done');

ALTER TABLE items ADD COLUMN state_new state;

CREATE FUNCTION items_state_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.state_new := NEW.state::state;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_state_new BEFORE INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION items_state_new();

ALTER TABLE items ENABLE ALWAYS TRIGGER zz_state_new;

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
    UPDATE items SET state_new = state::state
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND state_new IS NULL AND state::state IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE items ADD CONSTRAINT items_state_new_not_null CHECK (state_new IS NOT NULL) NOT VALID;

ALTER TABLE items VALIDATE CONSTRAINT items_state_new_not_null;

ALTER TABLE items ALTER COLUMN state_new SET NOT NULL;

ALTER TABLE items DROP CONSTRAINT items_state_new_not_null;

CREATE INDEX CONCURRENTLY items_state_new ON items (state_new);

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE items IN ACCESS EXCLUSIVE MODE;

DROP INDEX items_state;

DROP TRIGGER zz_state_new ON items;

DROP FUNCTION items_state_new();

ALTER TABLE items DROP COLUMN state;

ALTER TABLE items RENAME COLUMN state_new TO state;

ALTER TABLE items ALTER COLUMN state SET DEFAULT 'new';

ALTER INDEX items_state_new RENAME TO items_state;

