-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT DEFAULT (lower('ABC')),
  b INTEGER NOT NULL DEFAULT (abs(-5) + 1),
  c TEXT DEFAULT (date('2026-01-01', '+1 day')),
  d TEXT NOT NULL DEFAULT CURRENT_DATE,
  e BLOB DEFAULT (zeroblob(2))
);

INSERT INTO rowtype_new_t (id)
SELECT id
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
