-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_b (
  w INTEGER,
  x INTEGER,
  y INTEGER DEFAULT 1,
  z INTEGER,
  FOREIGN KEY (w) REFERENCES a (id) ON DELETE CASCADE,
  FOREIGN KEY (x) REFERENCES a (id) ON DELETE SET NULL ON UPDATE CASCADE,
  FOREIGN KEY (y) REFERENCES a (id) ON DELETE SET DEFAULT,
  FOREIGN KEY (z) REFERENCES a (id)
);

INSERT INTO rowtype_new_b (rowid, w, x, y, z)
SELECT rowid, w, x, y, z
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;
