-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

ALTER TABLE "größe" RENAME TO "Maß";

ALTER TABLE "Maß" RENAME COLUMN "имя" TO "name of it";

CREATE TABLE "rowtype_new_Maß" (
  "ÄB" INTEGER PRIMARY KEY,
  "name of it" TEXT NOT NULL DEFAULT 'x',
  "名前" TEXT
);

INSERT INTO "rowtype_new_Maß" ("ÄB", "name of it", "名前")
SELECT "ÄB", coalesce("name of it", 'x'), "名前"
FROM "Maß";

DROP TABLE "Maß";

ALTER TABLE "rowtype_new_Maß" RENAME TO "Maß";
