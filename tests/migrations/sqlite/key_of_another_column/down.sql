-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL
);

INSERT INTO rowtype_new_t (id, code)
SELECT id, code
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
