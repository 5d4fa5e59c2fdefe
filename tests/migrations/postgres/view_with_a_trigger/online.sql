-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD COLUMN a_new varchar(10);

CREATE FUNCTION t_a_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.a_new := NEW.a;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_a_new BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION t_a_new();

ALTER TABLE t ENABLE ALWAYS TRIGGER zz_a_new;

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
    UPDATE t SET a_new = a
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND a_new IS NULL AND a IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE t IN ACCESS EXCLUSIVE MODE;

DROP VIEW v;

DROP TRIGGER zz_a_new ON t;

DROP FUNCTION t_a_new();

ALTER TABLE t DROP COLUMN a;

ALTER TABLE t RENAME COLUMN a_new TO a;

CREATE VIEW v AS SELECT id, a FROM t;

CREATE TRIGGER v_put INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION put();

