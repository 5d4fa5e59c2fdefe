-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a INTEGER,
  b INTEGER GENERATED ALWAYS AS (a * 2) STORED,
  c GENERATED ALWAYS AS (b + 1) VIRTUAL,
  UNIQUE (b)
);

INSERT INTO rowtype_new_t (id, a)
SELECT id, a
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
