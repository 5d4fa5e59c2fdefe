-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  a INTEGER PRIMARY KEY,
  b INTEGER,
  c TEXT
);

INSERT INTO rowtype_new_t (a, b, c)
SELECT a, b, c
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
