-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

ALTER TABLE t RENAME COLUMN name TO full_name;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  full_name TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (full_name)
);

INSERT INTO rowtype_new_t (id, full_name, name)
SELECT id, full_name, substr(full_name, 1, 1)
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
