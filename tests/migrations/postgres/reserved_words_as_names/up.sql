-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE "order" RENAME TO "group";

ALTER TABLE "group" RENAME COLUMN "select" TO "where";

ALTER TABLE "group" RENAME CONSTRAINT order_pkey TO group_pkey;

ALTER TABLE "group" ALTER COLUMN "where" SET DEFAULT '';

ALTER TABLE "group" ALTER COLUMN "from" TYPE bigint;

UPDATE "group" SET "where" = '' WHERE "where" IS NULL;

ALTER TABLE "group" ALTER COLUMN "where" SET NOT NULL;

ALTER TABLE "group" ADD CONSTRAINT group_from_check CHECK ("from" > 0);

ALTER TABLE "group" ADD CONSTRAINT group_where_from_key UNIQUE ("where", "from");

CREATE INDEX index ON "group" ("where");
