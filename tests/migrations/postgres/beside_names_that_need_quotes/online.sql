-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE "My App"."Order" ADD COLUMN "Id_new" bigint;

ALTER TABLE "My App"."Order" ADD COLUMN select_new bigint;

CREATE FUNCTION "My App"."Order_Id_new"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."Id_new" := NEW."Id";
  RETURN NEW;
END $$;

CREATE FUNCTION "My App"."Order_select_new"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.select_new := NEW."select";
  RETURN NEW;
END $$;

CREATE TRIGGER "zz_Id_new" BEFORE INSERT OR UPDATE ON "My App"."Order" FOR EACH ROW EXECUTE FUNCTION "My App"."Order_Id_new"();

CREATE TRIGGER zz_select_new BEFORE INSERT OR UPDATE ON "My App"."Order" FOR EACH ROW EXECUTE FUNCTION "My App"."Order_select_new"();

ALTER TABLE "My App"."Order" ENABLE ALWAYS TRIGGER "zz_Id_new";

ALTER TABLE "My App"."Order" ENABLE ALWAYS TRIGGER zz_select_new;

ALTER TABLE "My App"."Line" ADD COLUMN "Of_new" bigint;

CREATE FUNCTION "My App"."Line_Of_new"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."Of_new" := NEW."Of";
  RETURN NEW;
END $$;

CREATE TRIGGER "zz_Of_new" BEFORE INSERT OR UPDATE ON "My App"."Line" FOR EACH ROW EXECUTE FUNCTION "My App"."Line_Of_new"();

ALTER TABLE "My App"."Line" ENABLE ALWAYS TRIGGER "zz_Of_new";

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('"My App"."Order"') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE "My App"."Order" SET "Id_new" = "Id"
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND "Id_new" IS NULL AND "Id" IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('"My App"."Order"') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE "My App"."Order" SET select_new = "select"
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND select_new IS NULL AND "select" IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE "My App"."Order" ADD CONSTRAINT "Order_Id_new_not_null" CHECK ("Id_new" IS NOT NULL) NOT VALID;

ALTER TABLE "My App"."Order" ADD CONSTRAINT "Order_select_new_not_null" CHECK (select_new IS NOT NULL) NOT VALID;

CREATE UNIQUE INDEX CONCURRENTLY "Order_pkey_new" ON "My App"."Order" ("Id_new");

CREATE UNIQUE INDEX CONCURRENTLY "Order_select_key_new" ON "My App"."Order" (select_new);

ALTER TABLE "My App"."Order" VALIDATE CONSTRAINT "Order_Id_new_not_null";

ALTER TABLE "My App"."Order" VALIDATE CONSTRAINT "Order_select_new_not_null";

ALTER TABLE "My App"."Order" ALTER COLUMN "Id_new" SET NOT NULL;

ALTER TABLE "My App"."Order" ALTER COLUMN select_new SET NOT NULL;

ALTER TABLE "My App"."Order" DROP CONSTRAINT "Order_Id_new_not_null";

ALTER TABLE "My App"."Order" DROP CONSTRAINT "Order_select_new_not_null";

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('"My App"."Line"') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE "My App"."Line" SET "Of_new" = "Of"
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND "Of_new" IS NULL AND "Of" IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE "My App"."Line" ADD CONSTRAINT "Line_Of_new_not_null" CHECK ("Of_new" IS NOT NULL) NOT VALID;

ALTER TABLE "My App"."Line" VALIDATE CONSTRAINT "Line_Of_new_not_null";

ALTER TABLE "My App"."Line" ALTER COLUMN "Of_new" SET NOT NULL;

ALTER TABLE "My App"."Line" DROP CONSTRAINT "Line_Of_new_not_null";

CREATE INDEX CONCURRENTLY "By Of_new" ON "My App"."Line" ("Of_new");

ALTER TABLE "My App"."Line" ADD CONSTRAINT "Line_Of_fkey_new" FOREIGN KEY ("Of_new") REFERENCES "My App"."Order" (select_new) NOT VALID;

ALTER TABLE "My App"."Line" VALIDATE CONSTRAINT "Line_Of_fkey_new";

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE "My App"."Line", "My App"."Order" IN ACCESS EXCLUSIVE MODE;

ALTER TABLE "My App"."Line" DROP CONSTRAINT "Line_Of_fkey";

ALTER TABLE "My App"."Order" DROP CONSTRAINT "Order_pkey";

ALTER TABLE "My App"."Order" DROP CONSTRAINT "Order_select_key";

DROP INDEX "My App"."By Of";

DROP TRIGGER "zz_Id_new" ON "My App"."Order";

DROP TRIGGER zz_select_new ON "My App"."Order";

DROP FUNCTION "My App"."Order_Id_new"();

DROP FUNCTION "My App"."Order_select_new"();

CREATE SEQUENCE "My App"."Order_Id_new_seq" AS bigint;

ALTER TABLE "My App"."Order" DROP COLUMN "select";

SELECT setval('"My App"."Order_Id_new_seq"', last_value, is_called) FROM "My App"."Order_Id_seq";

ALTER TABLE "My App"."Order" RENAME COLUMN select_new TO "select";

ALTER TABLE "My App"."Order" DROP COLUMN "Id";

ALTER TABLE "My App"."Order" RENAME COLUMN "Id_new" TO "Id";

ALTER SEQUENCE "My App"."Order_Id_new_seq" RENAME TO "Order_Id_seq";

ALTER SEQUENCE "My App"."Order_Id_seq" OWNED BY "My App"."Order"."Id";

ALTER TABLE "My App"."Order" ALTER COLUMN "Id" SET DEFAULT nextval('"My App"."Order_Id_seq"');

ALTER TABLE "My App"."Order" ADD CONSTRAINT "Order_pkey" PRIMARY KEY USING INDEX "Order_pkey_new";

ALTER TABLE "My App"."Order" ADD CONSTRAINT "Order_select_key" UNIQUE USING INDEX "Order_select_key_new";

DROP TRIGGER "zz_Of_new" ON "My App"."Line";

DROP FUNCTION "My App"."Line_Of_new"();

ALTER TABLE "My App"."Line" DROP COLUMN "Of";

ALTER TABLE "My App"."Line" RENAME COLUMN "Of_new" TO "Of";

ALTER TABLE "My App"."Line" RENAME CONSTRAINT "Line_Of_fkey_new" TO "Line_Of_fkey";

ALTER INDEX "My App"."By Of_new" RENAME TO "By Of";

