-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  a TEXT,
  b INTEGER
);

INSERT INTO rowtype_new_t (rowid, a)
SELECT rowid, a
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE INDEX t_a ON t (a);
