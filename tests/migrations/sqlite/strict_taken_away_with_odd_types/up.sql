-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a VARCHAR ( 80 ),
  b UNSIGNED BIG INT,
  c DOUBLE PRECISION,
  d DECIMAL(10, 2),
  e
);

INSERT INTO rowtype_new_t (id, a, b)
SELECT id, a, b
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
