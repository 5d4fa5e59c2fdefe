-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

ALTER TABLE t RENAME COLUMN b TO "order";

CREATE TABLE rowtype_new_t (
  a INTEGER,
  "order" INTEGER,
  c TEXT,
  d TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (a, "order")
);

INSERT INTO rowtype_new_t (rowid, a, "order", c, d)
SELECT rowid, a, "order", c, coalesce(d, '')
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
