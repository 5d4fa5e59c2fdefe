-- Back again.
PRAGMA foreign_keys = OFF;

ALTER TABLE t RENAME COLUMN "order" TO b;

CREATE TABLE rowtype_new_t (
  a INTEGER,
  b INTEGER,
  c TEXT,
  d TEXT,
  PRIMARY KEY (a, b)
);

INSERT INTO rowtype_new_t (rowid, a, b, c, d)
SELECT rowid, a, b, c, d
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
