-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  a TEXT
);

INSERT INTO rowtype_new_t (rowid, a)
SELECT rowid, a
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
