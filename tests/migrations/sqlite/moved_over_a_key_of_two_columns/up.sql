-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_b (
  x INTEGER,
  y TEXT,
  w TEXT NOT NULL DEFAULT '',
  v TEXT,
  PRIMARY KEY (x, y),
  FOREIGN KEY (x, y) REFERENCES a (x, y)
);

INSERT INTO rowtype_new_b (rowid, x, y, w, v)
SELECT rowid, x, y, coalesce(w, ''), (SELECT a.v FROM a WHERE a.x = b.x AND a.y = b.y)
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;

-- DANGER: every value of a.v that no row of b belongs to is lost.
ALTER TABLE a DROP COLUMN v;
