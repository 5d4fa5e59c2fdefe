-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD COLUMN id_new uuid;

ALTER TABLE t ADD COLUMN address_new inet;

CREATE FUNCTION t_id_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.id_new := NEW.id::uuid;
  RETURN NEW;
END $$;

CREATE FUNCTION t_address_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.address_new := NEW.address::inet;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_id_new BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION t_id_new();

CREATE TRIGGER zz_address_new BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION t_address_new();

ALTER TABLE t ENABLE ALWAYS TRIGGER zz_id_new;

ALTER TABLE t ENABLE ALWAYS TRIGGER zz_address_new;

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
    UPDATE t SET id_new = id::uuid
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND id_new IS NULL AND id::uuid IS NOT NULL;
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
    UPDATE t SET address_new = address::inet
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND address_new IS NULL AND address::inet IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE t ADD CONSTRAINT t_id_new_not_null CHECK (id_new IS NOT NULL) NOT VALID;

CREATE UNIQUE INDEX CONCURRENTLY t_pkey_new ON t (id_new);

ALTER TABLE t VALIDATE CONSTRAINT t_id_new_not_null;

ALTER TABLE t ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_id_new_not_null;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE t IN ACCESS EXCLUSIVE MODE;

ALTER TABLE t DROP CONSTRAINT t_pkey;

DROP TRIGGER zz_id_new ON t;

DROP TRIGGER zz_address_new ON t;

DROP FUNCTION t_id_new();

DROP FUNCTION t_address_new();

ALTER TABLE t DROP COLUMN id;

ALTER TABLE t DROP COLUMN address;

ALTER TABLE t RENAME COLUMN id_new TO id;

ALTER TABLE t RENAME COLUMN address_new TO address;

ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey_new;

