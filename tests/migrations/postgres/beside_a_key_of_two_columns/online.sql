-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE a ADD COLUMN x_new bigint;

ALTER TABLE a ADD COLUMN y_new bigint;

CREATE FUNCTION a_x_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.x_new := NEW.x;
  RETURN NEW;
END $$;

CREATE FUNCTION a_y_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.y_new := NEW.y;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_x_new BEFORE INSERT OR UPDATE ON a FOR EACH ROW EXECUTE FUNCTION a_x_new();

CREATE TRIGGER zz_y_new BEFORE INSERT OR UPDATE ON a FOR EACH ROW EXECUTE FUNCTION a_y_new();

ALTER TABLE a ENABLE ALWAYS TRIGGER zz_x_new;

ALTER TABLE a ENABLE ALWAYS TRIGGER zz_y_new;

ALTER TABLE b ADD COLUMN x_new bigint;

CREATE FUNCTION b_x_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.x_new := NEW.x;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_x_new BEFORE INSERT OR UPDATE ON b FOR EACH ROW EXECUTE FUNCTION b_x_new();

ALTER TABLE b ENABLE ALWAYS TRIGGER zz_x_new;

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
    UPDATE a SET x_new = x
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND x_new IS NULL AND x IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('a') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE a SET y_new = y
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND y_new IS NULL AND y IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE a ADD CONSTRAINT a_x_new_not_null CHECK (x_new IS NOT NULL) NOT VALID;

ALTER TABLE a ADD CONSTRAINT a_y_new_not_null CHECK (y_new IS NOT NULL) NOT VALID;

CREATE UNIQUE INDEX CONCURRENTLY a_pkey_new ON a (x_new, y_new);

ALTER TABLE a VALIDATE CONSTRAINT a_x_new_not_null;

ALTER TABLE a VALIDATE CONSTRAINT a_y_new_not_null;

ALTER TABLE a ALTER COLUMN x_new SET NOT NULL;

ALTER TABLE a ALTER COLUMN y_new SET NOT NULL;

ALTER TABLE a DROP CONSTRAINT a_x_new_not_null;

ALTER TABLE a DROP CONSTRAINT a_y_new_not_null;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('b') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE b SET x_new = x
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND x_new IS NULL AND x IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE b ADD CONSTRAINT b_x_y_fkey_new FOREIGN KEY (x_new, y) REFERENCES a (x_new, y_new) NOT VALID;

ALTER TABLE b VALIDATE CONSTRAINT b_x_y_fkey_new;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE a, b IN ACCESS EXCLUSIVE MODE;

ALTER TABLE b DROP CONSTRAINT b_x_y_fkey;

ALTER TABLE a DROP CONSTRAINT a_pkey;

DROP TRIGGER zz_x_new ON a;

DROP TRIGGER zz_y_new ON a;

DROP FUNCTION a_x_new();

DROP FUNCTION a_y_new();

ALTER TABLE a DROP COLUMN x;

ALTER TABLE a DROP COLUMN y;

ALTER TABLE a RENAME COLUMN x_new TO x;

ALTER TABLE a RENAME COLUMN y_new TO y;

ALTER TABLE a ADD CONSTRAINT a_pkey PRIMARY KEY USING INDEX a_pkey_new;

DROP TRIGGER zz_x_new ON b;

DROP FUNCTION b_x_new();

ALTER TABLE b DROP COLUMN x;

ALTER TABLE b RENAME COLUMN x_new TO x;

ALTER TABLE b RENAME CONSTRAINT b_x_y_fkey_new TO b_x_y_fkey;

