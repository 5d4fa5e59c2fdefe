-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT NOT NULL DEFAULT 'x',
  CHECK (a <> '')
);

INSERT INTO rowtype_new_t (id, a)
SELECT id, coalesce(a, 'x')
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
