-- expand
-- Step 1 of 4: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE "order" RENAME TO "group";

ALTER TABLE "group" RENAME COLUMN "select" TO "where";

ALTER TABLE "group" RENAME CONSTRAINT order_pkey TO group_pkey;

ALTER TABLE "group" ADD COLUMN from_new bigint;

ALTER TABLE "group" ALTER COLUMN "where" SET DEFAULT '';

CREATE FUNCTION group_from_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.from_new := NEW."from";
  RETURN NEW;
END $$;

CREATE TRIGGER zz_from_new BEFORE INSERT OR UPDATE ON "group" FOR EACH ROW EXECUTE FUNCTION group_from_new();

ALTER TABLE "group" ENABLE ALWAYS TRIGGER zz_from_new;

-- fill
-- Step 2 of 4: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('"group"') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE "group" SET "where" = ''
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND "where" IS NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('"group"') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE "group" SET from_new = "from"
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND from_new IS NULL AND "from" IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

UPDATE "group" SET "where" = '' WHERE "where" IS NULL;

CREATE UNIQUE INDEX CONCURRENTLY group_where_from_key_new ON "group" ("where", from_new);

CREATE INDEX CONCURRENTLY index ON "group" ("where");

ALTER TABLE "group" ADD CONSTRAINT group_from_check_new CHECK (from_new > 0) NOT VALID;

ALTER TABLE "group" VALIDATE CONSTRAINT group_from_check_new;

-- switch
-- Step 3 of 4: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE "group" IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER zz_from_new ON "group";

DROP FUNCTION group_from_new();

ALTER TABLE "group" DROP COLUMN "from";

ALTER TABLE "group" RENAME COLUMN from_new TO "from";

ALTER TABLE "group" ADD CONSTRAINT group_where_from_key UNIQUE USING INDEX group_where_from_key_new;

ALTER TABLE "group" RENAME CONSTRAINT group_from_check_new TO group_from_check;

-- contract
-- Step 4 of 4: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE "group" ADD CONSTRAINT group_where_not_null CHECK ("where" IS NOT NULL) NOT VALID;

UPDATE "group" SET "where" = '' WHERE "where" IS NULL;

ALTER TABLE "group" VALIDATE CONSTRAINT group_where_not_null;

ALTER TABLE "group" ALTER COLUMN "where" SET NOT NULL;

ALTER TABLE "group" DROP CONSTRAINT group_where_not_null;

