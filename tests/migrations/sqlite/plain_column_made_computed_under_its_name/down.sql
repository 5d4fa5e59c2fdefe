-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a INTEGER,
  b INTEGER
);

INSERT INTO rowtype_new_t (id, a, b)
SELECT id, a, b
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
