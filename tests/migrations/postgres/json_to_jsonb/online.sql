-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD COLUMN data_new jsonb;

ALTER TABLE t ADD COLUMN text_data_new jsonb;

CREATE FUNCTION t_data_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.data_new := NEW.data;
  RETURN NEW;
END $$;

CREATE FUNCTION t_text_data_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.text_data_new := NEW.text_data::jsonb;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_data_new BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION t_data_new();

CREATE TRIGGER zz_text_data_new BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION t_text_data_new();

ALTER TABLE t ENABLE ALWAYS TRIGGER zz_data_new;

ALTER TABLE t ENABLE ALWAYS TRIGGER zz_text_data_new;

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
    UPDATE t SET data_new = data
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND data_new IS NULL AND data IS NOT NULL;
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
    UPDATE t SET text_data_new = text_data::jsonb
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND text_data_new IS NULL AND text_data::jsonb IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE t ADD CONSTRAINT t_data_new_not_null CHECK (data_new IS NOT NULL) NOT VALID;

ALTER TABLE t VALIDATE CONSTRAINT t_data_new_not_null;

ALTER TABLE t ALTER COLUMN data_new SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_data_new_not_null;

CREATE INDEX CONCURRENTLY t_data_new ON t USING gin (data_new jsonb_path_ops);

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE t IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER zz_data_new ON t;

DROP TRIGGER zz_text_data_new ON t;

DROP FUNCTION t_data_new();

DROP FUNCTION t_text_data_new();

ALTER TABLE t DROP COLUMN data;

ALTER TABLE t DROP COLUMN text_data;

ALTER TABLE t RENAME COLUMN data_new TO data;

ALTER TABLE t RENAME COLUMN text_data_new TO text_data;

ALTER TABLE t ALTER COLUMN data SET DEFAULT '{}';

ALTER INDEX t_data_new RENAME TO t_data;

