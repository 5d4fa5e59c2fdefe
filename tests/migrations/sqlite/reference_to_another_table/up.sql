-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_b (
  id INTEGER PRIMARY KEY,
  of INTEGER,
  FOREIGN KEY (of) REFERENCES c (id)
);

INSERT INTO rowtype_new_b (id, of)
SELECT id, of
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;
