-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_u (
  a INTEGER,
  b TEXT,
  PRIMARY KEY (a DESC, b COLLATE NOCASE)
);

INSERT INTO rowtype_new_u (rowid, a, b)
SELECT rowid, a, b
FROM u;

DROP TABLE u;

ALTER TABLE rowtype_new_u RENAME TO u;
