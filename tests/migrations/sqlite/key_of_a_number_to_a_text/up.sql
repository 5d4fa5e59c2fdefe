-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id TEXT NOT NULL,
  a TEXT,
  PRIMARY KEY (id)
);

INSERT INTO rowtype_new_t (rowid, id, a)
SELECT rowid, id, a
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
