-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_b (
  y TEXT,
  x INTEGER,
  z TEXT
);

INSERT INTO rowtype_new_b (rowid, y, x, z)
SELECT rowid, y, x, z
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;
