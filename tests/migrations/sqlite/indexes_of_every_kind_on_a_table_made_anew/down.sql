-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT,
  b INTEGER,
  c TEXT
);

INSERT INTO rowtype_new_t (id, a, b, c)
SELECT id, a, b, c
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE INDEX t_1 ON t (a, b DESC);

CREATE UNIQUE INDEX t_2 ON t (lower(a)) WHERE b > 0 AND c IS NOT NULL;

CREATE INDEX t_3 ON t (a COLLATE NOCASE, (b + 1));

CREATE UNIQUE INDEX "t 4" ON t (c);

CREATE INDEX t_5 ON t (json_extract(c, '$.a'));
