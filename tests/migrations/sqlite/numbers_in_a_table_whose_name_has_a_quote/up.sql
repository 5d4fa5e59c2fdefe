-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE "rowtype_new_it's" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "a ""b""" TEXT NOT NULL DEFAULT ''''
);

INSERT INTO "rowtype_new_it's" (id, "a ""b""")
SELECT id, coalesce("a ""b""", '''')
FROM "it's";

DELETE FROM sqlite_sequence WHERE name = 'rowtype_new_it''s';

INSERT INTO sqlite_sequence (name, seq) SELECT 'rowtype_new_it''s', seq FROM sqlite_sequence WHERE name = 'it''s';

DROP TABLE "it's";

ALTER TABLE "rowtype_new_it's" RENAME TO "it's";
