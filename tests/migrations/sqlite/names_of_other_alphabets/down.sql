-- Back again.
PRAGMA foreign_keys = OFF;

ALTER TABLE "Maß" RENAME TO "größe";

ALTER TABLE "größe" RENAME COLUMN "name of it" TO "имя";

CREATE TABLE "rowtype_new_größe" (
  "ÄB" INTEGER PRIMARY KEY,
  "имя" TEXT,
  "名前" TEXT
);

INSERT INTO "rowtype_new_größe" ("ÄB", "имя", "名前")
SELECT "ÄB", "имя", "名前"
FROM "größe";

DROP TABLE "größe";

ALTER TABLE "rowtype_new_größe" RENAME TO "größe";
