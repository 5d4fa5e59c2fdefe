-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  a TEXT,
  b TEXT GENERATED ALWAYS AS (lower(a)) STORED,
  c TEXT,
  UNIQUE (b, c)
);

INSERT INTO rowtype_new_t (rowid, a, c)
SELECT rowid, a, c
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
