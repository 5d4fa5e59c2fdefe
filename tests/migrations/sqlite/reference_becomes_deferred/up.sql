-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_b (
  a INTEGER,
  c INTEGER,
  FOREIGN KEY (a) REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT c_of FOREIGN KEY (c) REFERENCES a (id)
);

INSERT INTO rowtype_new_b (rowid, a, c)
SELECT rowid, a, c
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;
