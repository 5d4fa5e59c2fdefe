-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_u (
  a INTEGER,
  b TEXT,
  PRIMARY KEY (a, b)
);

INSERT INTO rowtype_new_u (rowid, a, b)
SELECT rowid, a, b
FROM u;

DROP TABLE u;

ALTER TABLE rowtype_new_u RENAME TO u;
