-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE "group" RENAME TO "order";

ALTER TABLE "order" RENAME COLUMN "where" TO "select";

ALTER TABLE "order" DROP CONSTRAINT group_from_check;

ALTER TABLE "order" DROP CONSTRAINT group_where_from_key;

DROP INDEX index;

ALTER TABLE "order" RENAME CONSTRAINT group_pkey TO order_pkey;

ALTER TABLE "order" ALTER COLUMN "select" DROP DEFAULT;

ALTER TABLE "order" ALTER COLUMN "from" TYPE integer;

ALTER TABLE "order" ALTER COLUMN "select" DROP NOT NULL;
