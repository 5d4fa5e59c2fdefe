-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a INTEGER NOT NULL,
  b BLOB NOT NULL,
  UNIQUE (b)
);

INSERT INTO rowtype_new_t (id, a, b)
SELECT id, 1 / 0, x'00'
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
