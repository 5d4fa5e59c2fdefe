-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE "My App"."Line" DROP CONSTRAINT "Line_Of_fkey";

DROP INDEX "My App"."By Of";

ALTER TABLE "My App"."Order" ALTER COLUMN "Id" TYPE bigint;

ALTER SEQUENCE "My App"."Order_Id_seq" AS bigint;

ALTER TABLE "My App"."Order" ALTER COLUMN "select" TYPE bigint;

ALTER TABLE "My App"."Line" ALTER COLUMN "Of" TYPE bigint;

CREATE INDEX "By Of" ON "My App"."Line" ("Of");

ALTER TABLE "My App"."Line" ADD CONSTRAINT "Line_Of_fkey" FOREIGN KEY ("Of") REFERENCES "My App"."Order" ("select");
