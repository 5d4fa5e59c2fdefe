-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

ALTER TABLE a RENAME COLUMN x TO p;

ALTER TABLE a RENAME COLUMN y TO q;

ALTER TABLE b RENAME COLUMN y TO q;

CREATE TABLE rowtype_new_a (
  p INTEGER,
  q INTEGER,
  z TEXT NOT NULL DEFAULT '',
  UNIQUE (p, q)
);

INSERT INTO rowtype_new_a (rowid, p, q, z)
SELECT rowid, p, q, coalesce(z, '')
FROM a;

DROP TABLE a;

ALTER TABLE rowtype_new_a RENAME TO a;
