-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE "Order" ADD COLUMN "select" text;

ALTER TABLE "Order" ALTER COLUMN "group" SET DEFAULT 'none';

ALTER TABLE "Order" ALTER COLUMN "Größe" TYPE bigint;

UPDATE "Order" SET "group" = 'none' WHERE "group" IS NULL;

ALTER TABLE "Order" ALTER COLUMN "group" SET NOT NULL;

ALTER TABLE "Order" ADD CONSTRAINT "Order_Größe_check" CHECK ("Größe" > 0);

CREATE INDEX "Order by group" ON "Order" ("group");
