-- Back again.
PRAGMA foreign_keys = OFF;

ALTER TABLE a RENAME COLUMN short TO code;

CREATE TABLE rowtype_new_a (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT,
  UNIQUE (code)
);

INSERT INTO rowtype_new_a (id, code, name)
SELECT id, code, name
FROM a;

DROP TABLE a;

ALTER TABLE rowtype_new_a RENAME TO a;
