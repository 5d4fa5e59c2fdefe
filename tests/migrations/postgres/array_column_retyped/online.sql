-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD COLUMN words_new text[];

ALTER TABLE t ADD COLUMN numbers_new bigint[];

CREATE FUNCTION t_words_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.words_new := NEW.words::text[];
  RETURN NEW;
END $$;

CREATE FUNCTION t_numbers_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.numbers_new := NEW.numbers::bigint[];
  RETURN NEW;
END $$;

CREATE TRIGGER zz_words_new BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION t_words_new();

CREATE TRIGGER zz_numbers_new BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION t_numbers_new();

ALTER TABLE t ENABLE ALWAYS TRIGGER zz_words_new;

ALTER TABLE t ENABLE ALWAYS TRIGGER zz_numbers_new;

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
    UPDATE t SET words_new = words::text[]
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND words_new IS NULL AND words::text[] IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('t') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE t SET numbers_new = numbers::bigint[]
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND numbers_new IS NULL AND numbers::bigint[] IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE t ADD CONSTRAINT t_words_new_not_null CHECK (words_new IS NOT NULL) NOT VALID;

ALTER TABLE t VALIDATE CONSTRAINT t_words_new_not_null;

ALTER TABLE t ALTER COLUMN words_new SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_words_new_not_null;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE t IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER zz_words_new ON t;

DROP TRIGGER zz_numbers_new ON t;

DROP FUNCTION t_words_new();

DROP FUNCTION t_numbers_new();

ALTER TABLE t DROP COLUMN words;

ALTER TABLE t DROP COLUMN numbers;

ALTER TABLE t RENAME COLUMN words_new TO words;

ALTER TABLE t RENAME COLUMN numbers_new TO numbers;

ALTER TABLE t ALTER COLUMN words SET DEFAULT '{}';

