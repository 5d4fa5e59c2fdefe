-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT COLLATE NOCASE,
  b TEXT,
  c TEXT COLLATE RTRIM,
  UNIQUE (c)
);

INSERT INTO rowtype_new_t (id, a, b, c)
SELECT id, a, b, c
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE INDEX t_a ON t (a);

CREATE INDEX t_b ON t (b COLLATE RTRIM DESC);
