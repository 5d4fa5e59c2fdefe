-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  a INTEGER PRIMARY KEY,
  b TEXT NOT NULL,
  CONSTRAINT b_one UNIQUE (b),
  CONSTRAINT b_long CHECK (length(b) > 0)
);

INSERT INTO rowtype_new_t (a, b)
SELECT a, b
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
