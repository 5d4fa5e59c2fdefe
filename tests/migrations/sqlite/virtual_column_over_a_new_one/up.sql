-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  twice INTEGER GENERATED ALWAYS AS (a * 2) VIRTUAL,
  a INTEGER NOT NULL DEFAULT 4
);

INSERT INTO rowtype_new_t (id)
SELECT id
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
