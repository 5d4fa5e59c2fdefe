-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_u (
  id INTEGER PRIMARY KEY,
  a INTEGER NOT NULL DEFAULT 0,
  b TEXT,
  UNIQUE (a DESC, b COLLATE NOCASE),
  UNIQUE (b COLLATE RTRIM)
);

INSERT INTO rowtype_new_u (id, a, b)
SELECT id, coalesce(a, 0), b
FROM u;

DROP TABLE u;

ALTER TABLE rowtype_new_u RENAME TO u;
