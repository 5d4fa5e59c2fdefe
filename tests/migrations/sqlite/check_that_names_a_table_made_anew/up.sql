-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE "rowtype_new_the things" (
  id INTEGER PRIMARY KEY,
  a INTEGER,
  b TEXT,
  UNIQUE (b),
  CHECK ("rowtype_new_the things".a > 1)
);

INSERT INTO "rowtype_new_the things" (id, a, b)
SELECT id, a, b
FROM "the things";

DROP TABLE "the things";

ALTER TABLE "rowtype_new_the things" RENAME TO "the things";
