-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT
);

INSERT INTO rowtype_new_t (id, a)
SELECT id, a
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
