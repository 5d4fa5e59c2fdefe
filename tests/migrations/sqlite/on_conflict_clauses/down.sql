-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY ON CONFLICT IGNORE,
  a TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'none',
  b TEXT,
  c TEXT,
  UNIQUE (b) ON CONFLICT IGNORE
);

INSERT INTO rowtype_new_t (id, a, b, c)
SELECT id, a, b, c
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
