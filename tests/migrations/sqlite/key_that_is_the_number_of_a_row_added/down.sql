-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  a TEXT NOT NULL
);

INSERT INTO rowtype_new_t (rowid, a)
SELECT rowid, a
FROM t;

-- DANGER: every value of t.id is lost.
DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE INDEX t_a ON t (a);
