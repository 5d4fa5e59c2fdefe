-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

ALTER TABLE old RENAME TO "New One";

CREATE TABLE "rowtype_new_New One" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  a TEXT NOT NULL DEFAULT '',
  UNIQUE (a)
);

INSERT INTO "rowtype_new_New One" (id, a)
SELECT id, coalesce(a, '')
FROM "New One";

DELETE FROM sqlite_sequence WHERE name = 'rowtype_new_New One';

INSERT INTO sqlite_sequence (name, seq) SELECT 'rowtype_new_New One', seq FROM sqlite_sequence WHERE name = 'New One';

DROP TABLE "New One";

ALTER TABLE "rowtype_new_New One" RENAME TO "New One";
