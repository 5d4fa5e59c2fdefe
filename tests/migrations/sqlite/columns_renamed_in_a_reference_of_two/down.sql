-- Back again.
PRAGMA foreign_keys = OFF;

ALTER TABLE a RENAME COLUMN p TO x;

ALTER TABLE a RENAME COLUMN q TO y;

ALTER TABLE b RENAME COLUMN q TO y;

CREATE TABLE rowtype_new_a (
  x INTEGER,
  y INTEGER,
  z TEXT,
  UNIQUE (x, y)
);

INSERT INTO rowtype_new_a (rowid, x, y, z)
SELECT rowid, x, y, z
FROM a;

DROP TABLE a;

ALTER TABLE rowtype_new_a RENAME TO a;
