-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT,
  n INTEGER,
  CHECK (n IS NOT NULL AND n >= 0)
);

INSERT INTO rowtype_new_t (id, a, n)
SELECT id, a, coalesce(length(a), 0)
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
