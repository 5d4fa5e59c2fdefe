-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE "order" RENAME TO "group";

ALTER TABLE "group" RENAME COLUMN "select" TO "where";

ALTER TABLE "group" RENAME CONSTRAINT order_pkey TO group_pkey;

ALTER TABLE "group" ALTER COLUMN "where" SET DEFAULT '';

ALTER TABLE "group" ALTER COLUMN "from" TYPE bigint;

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
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

CREATE UNIQUE INDEX CONCURRENTLY group_where_from_key ON "group" ("where", "from");

CREATE INDEX CONCURRENTLY index ON "group" ("where");

ALTER TABLE "group" ADD CONSTRAINT group_from_check CHECK ("from" > 0) NOT VALID;

ALTER TABLE "group" VALIDATE CONSTRAINT group_from_check;

-- contract
-- Step 3 of 3: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE "group" ADD CONSTRAINT group_where_not_null CHECK ("where" IS NOT NULL) NOT VALID;

UPDATE "group" SET "where" = '' WHERE "where" IS NULL;

ALTER TABLE "group" VALIDATE CONSTRAINT group_where_not_null;

ALTER TABLE "group" ALTER COLUMN "where" SET NOT NULL;

ALTER TABLE "group" DROP CONSTRAINT group_where_not_null;

ALTER TABLE "group" ADD CONSTRAINT group_where_from_key UNIQUE USING INDEX group_where_from_key;

