-- expand
-- Step 1 of 4: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD COLUMN state_new text;

CREATE FUNCTION t_state_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.state_new := NEW.state;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_state_new BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION t_state_new();

ALTER TABLE t ENABLE ALWAYS TRIGGER zz_state_new;

-- fill
-- Step 2 of 4: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('t') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE t SET state_new = state
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND state_new IS NULL AND state IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE t ADD CONSTRAINT t_state_new_not_null CHECK (state_new IS NOT NULL) NOT VALID;

ALTER TABLE t VALIDATE CONSTRAINT t_state_new_not_null;

ALTER TABLE t ALTER COLUMN state_new SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_state_new_not_null;

ALTER TABLE t ADD CONSTRAINT t_state_check_new CHECK (state_new IN ('a', 'b', 'c')) NOT VALID;

ALTER TABLE t VALIDATE CONSTRAINT t_state_check_new;

-- switch
-- Step 3 of 4: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE t IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER zz_state_new ON t;

DROP FUNCTION t_state_new();

ALTER TABLE t DROP COLUMN state;

ALTER TABLE t RENAME COLUMN state_new TO state;

ALTER TABLE t ALTER COLUMN state SET DEFAULT 'a';

ALTER TABLE t RENAME CONSTRAINT t_state_check_new TO t_state_check;

-- contract
-- Step 4 of 4: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DROP TYPE state;

