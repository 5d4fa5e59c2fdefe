-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_a (
  id INTEGER PRIMARY KEY,
  x TEXT,
  y TEXT
);

INSERT INTO rowtype_new_a (id, x, y)
SELECT id, x, y
FROM a;

DROP TABLE a;

ALTER TABLE rowtype_new_a RENAME TO a;
