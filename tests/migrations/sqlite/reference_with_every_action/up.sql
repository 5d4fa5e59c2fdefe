-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_b (
  w INTEGER,
  x INTEGER,
  y INTEGER DEFAULT 1,
  z INTEGER,
  FOREIGN KEY (w) REFERENCES a (id) ON DELETE RESTRICT,
  FOREIGN KEY (x) REFERENCES a (id) ON DELETE CASCADE ON UPDATE SET NULL,
  FOREIGN KEY (y) REFERENCES a (id) ON UPDATE SET DEFAULT,
  FOREIGN KEY (z) REFERENCES a (id)
);

INSERT INTO rowtype_new_b (rowid, w, x, y, z)
SELECT rowid, w, x, y, z
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;
