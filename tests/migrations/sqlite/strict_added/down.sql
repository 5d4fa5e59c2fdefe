-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT,
  b REAL,
  c BLOB,
  d INT
);

INSERT INTO rowtype_new_t (id, a, b, c, d)
SELECT id, a, b, c, d
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
