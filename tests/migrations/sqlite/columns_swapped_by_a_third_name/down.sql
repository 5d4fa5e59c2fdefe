-- Back again.
PRAGMA foreign_keys = OFF;

ALTER TABLE t RENAME COLUMN b TO a;

ALTER TABLE t RENAME COLUMN first TO b;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT,
  b TEXT
);

INSERT INTO rowtype_new_t (id, a, b)
SELECT id, a, b
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
