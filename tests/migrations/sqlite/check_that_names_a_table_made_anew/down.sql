-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE "rowtype_new_the things" (
  id INTEGER PRIMARY KEY,
  a INTEGER,
  b TEXT,
  CHECK ("rowtype_new_the things".a > 0)
);

INSERT INTO "rowtype_new_the things" (id, a, b)
SELECT id, a, b
FROM "the things";

DROP TABLE "the things";

ALTER TABLE "rowtype_new_the things" RENAME TO "the things";
