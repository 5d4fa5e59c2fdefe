-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  rowid TEXT,
  a TEXT
);

INSERT INTO rowtype_new_t (_rowid_, rowid, a)
SELECT _rowid_, rowid, a
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
