-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY DESC,
  a TEXT
);

INSERT INTO rowtype_new_t (rowid, id, a)
SELECT rowid, id, a
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE TABLE rowtype_new_u (
  a INTEGER,
  b TEXT,
  PRIMARY KEY (a DESC, b COLLATE NOCASE)
);

INSERT INTO rowtype_new_u (rowid, a, b)
SELECT rowid, a, b
FROM u;

DROP TABLE u;

ALTER TABLE rowtype_new_u RENAME TO u;
