-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  PRIMARY KEY (a)
) WITHOUT ROWID;

INSERT INTO rowtype_new_t (a, b)
SELECT a, b
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
