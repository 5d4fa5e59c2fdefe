-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_b (
  a INTEGER,
  c INTEGER,
  FOREIGN KEY (a) REFERENCES a (id),
  CONSTRAINT c_of FOREIGN KEY (c) REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED
);

INSERT INTO rowtype_new_b (rowid, a, c)
SELECT rowid, a, c
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;
