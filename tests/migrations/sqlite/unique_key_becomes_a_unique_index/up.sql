-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT,
  b TEXT,
  UNIQUE (b)
);

INSERT INTO rowtype_new_t (id, a, b)
SELECT id, a, b
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE UNIQUE INDEX t_a ON t (a);
