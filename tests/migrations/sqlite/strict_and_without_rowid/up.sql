-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  k ANY NOT NULL,
  a INTEGER NOT NULL DEFAULT 0,
  b ANY,
  PRIMARY KEY (k)
) WITHOUT ROWID, STRICT;

INSERT INTO rowtype_new_t (k, a)
SELECT k, coalesce(a, 0)
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
