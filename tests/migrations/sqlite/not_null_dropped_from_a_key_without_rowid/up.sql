-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  a TEXT,
  b TEXT,
  PRIMARY KEY (b)
);

INSERT INTO rowtype_new_t (a, b)
SELECT a, b
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
