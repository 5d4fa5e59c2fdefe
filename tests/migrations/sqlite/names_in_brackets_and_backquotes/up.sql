-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

DROP VIEW "my view";

CREATE TABLE "rowtype_new_my table" (
  id INTEGER PRIMARY KEY,
  "first name" TEXT NOT NULL DEFAULT '',
  "order" INTEGER,
  "x""y" TEXT,
  CHECK ([order] > 0)
);

INSERT INTO "rowtype_new_my table" (id, "first name", "order", "x""y")
SELECT id, coalesce("first name", ''), "order", "x""y"
FROM "my table";

DROP TABLE "my table";

ALTER TABLE "rowtype_new_my table" RENAME TO "my table";

CREATE INDEX "my index" ON "my table" ("first name", `order`);

CREATE VIEW "my view" AS SELECT "first name" AS n FROM "my table" WHERE "order" > 0;

CREATE TRIGGER "my trigger" AFTER INSERT ON "my table" BEGIN UPDATE "my table" SET "order" = 1 WHERE id = NEW.id AND "order" IS NULL; END;
