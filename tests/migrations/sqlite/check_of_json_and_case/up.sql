-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT,
  CHECK (CASE WHEN json_valid(a) THEN json_type(a) = 'object' ELSE 0 END)
);

INSERT INTO rowtype_new_t (id, a)
SELECT id, a
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
