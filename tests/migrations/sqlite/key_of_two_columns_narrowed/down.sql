-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  a INTEGER,
  b INTEGER,
  c TEXT,
  PRIMARY KEY (a, b)
);

INSERT INTO rowtype_new_t (rowid, a, b, c)
SELECT rowid, a, b, c
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
