-- Back again.
PRAGMA foreign_keys = OFF;

ALTER TABLE "group" RENAME COLUMN "primary" TO "unique";

CREATE TABLE rowtype_new_table (
  "index" INTEGER PRIMARY KEY,
  "select" TEXT,
  "default" INTEGER DEFAULT 1,
  "check" TEXT,
  CHECK ("check" <> '')
);

INSERT INTO rowtype_new_table ("index", "select", "default", "check")
SELECT "index", "select", "default", "check"
FROM "table";

DROP TABLE "table";

ALTER TABLE rowtype_new_table RENAME TO "table";

CREATE TABLE rowtype_new_group (
  "references" INTEGER,
  "unique" TEXT,
  FOREIGN KEY ("references") REFERENCES "table" ("index"),
  UNIQUE ("unique")
);

INSERT INTO rowtype_new_group (rowid, "references", "unique")
SELECT rowid, "references", "unique"
FROM "group";

DROP TABLE "group";

ALTER TABLE rowtype_new_group RENAME TO "group";
