-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_a (
  id INTEGER PRIMARY KEY,
  b INTEGER,
  text TEXT NOT NULL DEFAULT ''
);

INSERT INTO rowtype_new_a (id, b, text)
SELECT id, b, coalesce(text, '')
FROM a;

DROP TABLE a;

ALTER TABLE rowtype_new_a RENAME TO a;

ALTER TABLE b ADD COLUMN a INTEGER REFERENCES a (id);
