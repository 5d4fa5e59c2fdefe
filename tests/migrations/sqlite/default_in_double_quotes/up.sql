-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT DEFAULT "x y",
  b TEXT NOT NULL DEFAULT 'b'
);

INSERT INTO rowtype_new_t (id, a, b)
SELECT id, a, coalesce(b, 'b')
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
