-- expand
-- Step 1 of 4: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE "Order" ADD COLUMN "select" text;

ALTER TABLE "Order" ADD COLUMN "Größe_new" bigint;

ALTER TABLE "Order" ALTER COLUMN "group" SET DEFAULT 'none';

CREATE FUNCTION "Order_Größe_new"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."Größe_new" := NEW."Größe";
  RETURN NEW;
END $$;

CREATE TRIGGER "zz_Größe_new" BEFORE INSERT OR UPDATE ON "Order" FOR EACH ROW EXECUTE FUNCTION "Order_Größe_new"();

ALTER TABLE "Order" ENABLE ALWAYS TRIGGER "zz_Größe_new";

-- fill
-- Step 2 of 4: runs beside the code; each statement is a transaction of its own.
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

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('"Order"') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE "Order" SET "Größe_new" = "Größe"
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND "Größe_new" IS NULL AND "Größe" IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

UPDATE "Order" SET "group" = 'none' WHERE "group" IS NULL;

CREATE INDEX CONCURRENTLY "Order by group" ON "Order" ("group");

ALTER TABLE "Order" ADD CONSTRAINT "Order_Größe_check_new" CHECK ("Größe_new" > 0) NOT VALID;

ALTER TABLE "Order" VALIDATE CONSTRAINT "Order_Größe_check_new";

-- switch
-- Step 3 of 4: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE "Order" IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER "zz_Größe_new" ON "Order";

DROP FUNCTION "Order_Größe_new"();

ALTER TABLE "Order" DROP COLUMN "Größe";

ALTER TABLE "Order" RENAME COLUMN "Größe_new" TO "Größe";

ALTER TABLE "Order" RENAME CONSTRAINT "Order_Größe_check_new" TO "Order_Größe_check";

-- contract
-- Step 4 of 4: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE "Order" ADD CONSTRAINT "Order_group_not_null" CHECK ("group" IS NOT NULL) NOT VALID;

UPDATE "Order" SET "group" = 'none' WHERE "group" IS NULL;

ALTER TABLE "Order" VALIDATE CONSTRAINT "Order_group_not_null";

ALTER TABLE "Order" ALTER COLUMN "group" SET NOT NULL;

ALTER TABLE "Order" DROP CONSTRAINT "Order_group_not_null";

