-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a BLOB,
  b INTEGER,
  c REAL,
  d NUMERIC,
  e
);

INSERT INTO rowtype_new_t (id, a, b, c, d, e)
SELECT id, a, b, c, d, e
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
