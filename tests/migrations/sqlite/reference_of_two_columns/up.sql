-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_b (
  y TEXT,
  x INTEGER,
  z TEXT,
  FOREIGN KEY (x, y) REFERENCES a (x, y) ON DELETE CASCADE ON UPDATE CASCADE
);

INSERT INTO rowtype_new_b (rowid, y, x, z)
SELECT rowid, y, x, z
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;
