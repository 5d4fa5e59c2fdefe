-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE a ADD COLUMN id_new bigint;

CREATE FUNCTION a_id_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.id_new := NEW.id;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_id_new BEFORE INSERT OR UPDATE ON a FOR EACH ROW EXECUTE FUNCTION a_id_new();

ALTER TABLE a ENABLE ALWAYS TRIGGER zz_id_new;

ALTER TABLE b ADD COLUMN a_id_new bigint;

CREATE FUNCTION b_a_id_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.a_id_new := NEW.a_id;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_a_id_new BEFORE INSERT OR UPDATE ON b FOR EACH ROW EXECUTE FUNCTION b_a_id_new();

ALTER TABLE b ENABLE ALWAYS TRIGGER zz_a_id_new;

ALTER TABLE c ADD COLUMN a_id_new bigint;

CREATE FUNCTION c_a_id_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.a_id_new := NEW.a_id;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_a_id_new BEFORE INSERT OR UPDATE ON c FOR EACH ROW EXECUTE FUNCTION c_a_id_new();

ALTER TABLE c ENABLE ALWAYS TRIGGER zz_a_id_new;

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('a') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE a SET id_new = id
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND id_new IS NULL AND id IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE a ADD CONSTRAINT a_id_new_not_null CHECK (id_new IS NOT NULL) NOT VALID;

CREATE UNIQUE INDEX CONCURRENTLY a_pkey_new ON a (id_new);

ALTER TABLE a VALIDATE CONSTRAINT a_id_new_not_null;

ALTER TABLE a ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE a DROP CONSTRAINT a_id_new_not_null;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('b') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE b SET a_id_new = a_id
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND a_id_new IS NULL AND a_id IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE b ADD CONSTRAINT b_a_id_new_not_null CHECK (a_id_new IS NOT NULL) NOT VALID;

ALTER TABLE b VALIDATE CONSTRAINT b_a_id_new_not_null;

ALTER TABLE b ALTER COLUMN a_id_new SET NOT NULL;

ALTER TABLE b DROP CONSTRAINT b_a_id_new_not_null;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('c') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE c SET a_id_new = a_id
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND a_id_new IS NULL AND a_id IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE c ADD CONSTRAINT c_a_id_new_not_null CHECK (a_id_new IS NOT NULL) NOT VALID;

CREATE UNIQUE INDEX CONCURRENTLY c_pkey_new ON c (a_id_new);

ALTER TABLE c VALIDATE CONSTRAINT c_a_id_new_not_null;

ALTER TABLE c ALTER COLUMN a_id_new SET NOT NULL;

ALTER TABLE c DROP CONSTRAINT c_a_id_new_not_null;

ALTER TABLE b ADD CONSTRAINT b_a_id_fkey_new FOREIGN KEY (a_id_new) REFERENCES a (id_new) ON DELETE CASCADE NOT VALID;

ALTER TABLE c ADD CONSTRAINT c_a_id_fkey_new FOREIGN KEY (a_id_new) REFERENCES a (id_new) NOT VALID;

ALTER TABLE b VALIDATE CONSTRAINT b_a_id_fkey_new;

ALTER TABLE c VALIDATE CONSTRAINT c_a_id_fkey_new;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE a, b, c IN ACCESS EXCLUSIVE MODE;

ALTER TABLE c DROP CONSTRAINT c_a_id_fkey;

ALTER TABLE b DROP CONSTRAINT b_a_id_fkey;

ALTER TABLE c DROP CONSTRAINT c_pkey;

ALTER TABLE a DROP CONSTRAINT a_pkey;

DROP VIEW all_of;

DROP TRIGGER zz_id_new ON a;

DROP FUNCTION a_id_new();

ALTER TABLE a ALTER COLUMN id_new ADD GENERATED ALWAYS AS IDENTITY;

SELECT setval('a_id_new_seq', last_value, is_called) FROM a_id_seq;

ALTER TABLE a DROP COLUMN id;

ALTER TABLE a RENAME COLUMN id_new TO id;

ALTER SEQUENCE a_id_new_seq RENAME TO a_id_seq;

ALTER TABLE a ADD CONSTRAINT a_pkey PRIMARY KEY USING INDEX a_pkey_new;

DROP TRIGGER zz_a_id_new ON b;

DROP FUNCTION b_a_id_new();

ALTER TABLE b DROP COLUMN a_id;

ALTER TABLE b RENAME COLUMN a_id_new TO a_id;

ALTER TABLE b RENAME CONSTRAINT b_a_id_fkey_new TO b_a_id_fkey;

DROP TRIGGER zz_a_id_new ON c;

DROP FUNCTION c_a_id_new();

ALTER TABLE c DROP COLUMN a_id;

ALTER TABLE c RENAME COLUMN a_id_new TO a_id;

ALTER TABLE c ADD CONSTRAINT c_pkey PRIMARY KEY USING INDEX c_pkey_new;

ALTER TABLE c RENAME CONSTRAINT c_a_id_fkey_new TO c_a_id_fkey;

CREATE VIEW all_of AS SELECT a.id, b.id AS b_id FROM a JOIN b ON b.a_id = a.id;

