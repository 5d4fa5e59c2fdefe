-- Back again.
PRAGMA foreign_keys = OFF;

ALTER TABLE a ADD COLUMN v TEXT;

UPDATE a SET v = (SELECT b.v FROM b WHERE b.x = a.x AND b.y = a.y);

CREATE TABLE rowtype_new_b (
  x INTEGER,
  y TEXT,
  w TEXT,
  PRIMARY KEY (x, y),
  FOREIGN KEY (x, y) REFERENCES a (x, y)
);

INSERT INTO rowtype_new_b (rowid, x, y, w)
SELECT rowid, x, y, w
FROM b;

-- DANGER: every value of b.v that no row of a belongs to is lost.
DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;
