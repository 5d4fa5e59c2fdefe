-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

ALTER TABLE a RENAME COLUMN code TO short;

CREATE TABLE rowtype_new_a (
  id INTEGER PRIMARY KEY,
  short TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  UNIQUE (short)
);

INSERT INTO rowtype_new_a (id, short, name)
SELECT id, short, coalesce(name, '')
FROM a;

DROP TABLE a;

ALTER TABLE rowtype_new_a RENAME TO a;
