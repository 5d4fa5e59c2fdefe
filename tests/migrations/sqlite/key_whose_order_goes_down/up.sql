-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY DESC,
  a TEXT NOT NULL DEFAULT ''
);

INSERT INTO rowtype_new_t (rowid, id, a)
SELECT rowid, id, coalesce(a, '')
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE TABLE rowtype_new_u (
  a INTEGER,
  b TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (a DESC, b COLLATE NOCASE)
);

INSERT INTO rowtype_new_u (rowid, a, b)
SELECT rowid, a, coalesce(b, '')
FROM u;

DROP TABLE u;

ALTER TABLE rowtype_new_u RENAME TO u;
