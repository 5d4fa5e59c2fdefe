-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE "Order" DROP CONSTRAINT "Order_Größe_check";

DROP INDEX "Order by group";

ALTER TABLE "Order" ALTER COLUMN "group" DROP DEFAULT;

ALTER TABLE "Order" ALTER COLUMN "Größe" TYPE integer;

ALTER TABLE "Order" ALTER COLUMN "group" DROP NOT NULL;

-- DANGER: every value of "Order"."select" is lost.
ALTER TABLE "Order" DROP COLUMN "select";
