-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_u (
  id INTEGER PRIMARY KEY,
  a INTEGER,
  b TEXT,
  UNIQUE (a DESC, b COLLATE NOCASE)
);

INSERT INTO rowtype_new_u (id, a, b)
SELECT id, a, b
FROM u;

DROP TABLE u;

ALTER TABLE rowtype_new_u RENAME TO u;
