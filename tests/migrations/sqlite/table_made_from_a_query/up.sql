-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_copy (
  id INT,
  a,
  b INT,
  c TEXT
);

INSERT INTO rowtype_new_copy (rowid, id, a, b)
SELECT rowid, id, a, b
FROM copy;

DROP TABLE copy;

ALTER TABLE rowtype_new_copy RENAME TO copy;
