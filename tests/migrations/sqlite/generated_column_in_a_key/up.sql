-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  a TEXT NOT NULL,
  b TEXT GENERATED ALWAYS AS (lower(a)) STORED,
  c TEXT,
  UNIQUE (c, b),
  CHECK (b <> '')
);

INSERT INTO rowtype_new_t (rowid, a, c)
SELECT rowid, a, c
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
