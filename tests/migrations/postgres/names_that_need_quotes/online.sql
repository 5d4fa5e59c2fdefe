-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE "Order" ADD COLUMN "select" text;

ALTER TABLE "Order" ALTER COLUMN "group" SET DEFAULT 'none';

ALTER TABLE "Order" ALTER COLUMN "Größe" TYPE bigint;

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('"Order"') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE "Order" SET "group" = 'none'
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND "group" IS NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

CREATE INDEX CONCURRENTLY "Order by group" ON "Order" ("group");

ALTER TABLE "Order" ADD CONSTRAINT "Order_Größe_check" CHECK ("Größe" > 0) NOT VALID;

ALTER TABLE "Order" VALIDATE CONSTRAINT "Order_Größe_check";

-- contract
-- Step 3 of 3: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE "Order" ADD CONSTRAINT "Order_group_not_null" CHECK ("group" IS NOT NULL) NOT VALID;

UPDATE "Order" SET "group" = 'none' WHERE "group" IS NULL;

ALTER TABLE "Order" VALIDATE CONSTRAINT "Order_group_not_null";

ALTER TABLE "Order" ALTER COLUMN "group" SET NOT NULL;

ALTER TABLE "Order" DROP CONSTRAINT "Order_group_not_null";

