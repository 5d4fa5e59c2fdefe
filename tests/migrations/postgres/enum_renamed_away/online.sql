-- expand
-- Step 1 of 4: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE TYPE feeling AS ENUM ('a', 'b', 'c');

ALTER TABLE t ADD COLUMN mood_new feeling;

CREATE FUNCTION t_mood_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.mood_new := NEW.mood::text::feeling;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_mood_new BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION t_mood_new();

ALTER TABLE t ENABLE ALWAYS TRIGGER zz_mood_new;

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
    UPDATE t SET mood_new = mood::text::feeling
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND mood_new IS NULL AND mood::text::feeling IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

-- switch
-- Step 3 of 4: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE t IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER zz_mood_new ON t;

DROP FUNCTION t_mood_new();

ALTER TABLE t DROP COLUMN mood;

ALTER TABLE t RENAME COLUMN mood_new TO mood;

-- contract
-- Step 4 of 4: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DROP TYPE mood;

