-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER NOT NULL,
  code TEXT NOT NULL,
  UNIQUE (id),
  PRIMARY KEY (code)
);

INSERT INTO rowtype_new_t (rowid, id, code)
SELECT rowid, id, code
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
