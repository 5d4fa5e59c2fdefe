-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

ALTER TABLE t RENAME COLUMN b TO first;

ALTER TABLE t RENAME COLUMN a TO b;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  first TEXT,
  b TEXT,
  CHECK (first <> '')
);

INSERT INTO rowtype_new_t (id, first, b)
SELECT id, first, b
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
