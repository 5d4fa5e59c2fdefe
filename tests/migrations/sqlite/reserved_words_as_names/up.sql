-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

ALTER TABLE "group" RENAME COLUMN "unique" TO "primary";

CREATE TABLE rowtype_new_table (
  "index" INTEGER PRIMARY KEY,
  "select" TEXT,
  "default" INTEGER DEFAULT 2,
  "check" TEXT,
  UNIQUE ("select"),
  CHECK ("check" <> '')
);

INSERT INTO rowtype_new_table ("index", "select", "default", "check")
SELECT "index", "select", "default", "check"
FROM "table";

DROP TABLE "table";

ALTER TABLE rowtype_new_table RENAME TO "table";

CREATE TABLE rowtype_new_group (
  "references" INTEGER,
  "primary" TEXT,
  FOREIGN KEY ("references") REFERENCES "table" ("index") ON DELETE CASCADE,
  UNIQUE ("primary")
);

INSERT INTO rowtype_new_group (rowid, "references", "primary")
SELECT rowid, "references", "primary"
FROM "group";

DROP TABLE "group";

ALTER TABLE rowtype_new_group RENAME TO "group";
