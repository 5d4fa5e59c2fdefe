-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT,
  b TEXT COLLATE NOCASE,
  c TEXT COLLATE BINARY
);

INSERT INTO rowtype_new_t (id, a, b, c)
SELECT id, a, b, c
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE INDEX t_a ON t (a);

CREATE INDEX t_b ON t (b COLLATE RTRIM DESC);
