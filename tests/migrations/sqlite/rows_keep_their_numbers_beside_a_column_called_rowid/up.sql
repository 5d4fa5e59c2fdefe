-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  rowid TEXT,
  a TEXT NOT NULL DEFAULT 'none'
);

INSERT INTO rowtype_new_t (_rowid_, rowid, a)
SELECT _rowid_, rowid, coalesce(a, 'none')
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
