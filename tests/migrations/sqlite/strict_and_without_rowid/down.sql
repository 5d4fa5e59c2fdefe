-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  k ANY NOT NULL,
  a INTEGER,
  PRIMARY KEY (k)
) STRICT, WITHOUT ROWID;

INSERT INTO rowtype_new_t (k, a)
SELECT k, a
FROM t;

-- DANGER: every value of t.b is lost.
DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
