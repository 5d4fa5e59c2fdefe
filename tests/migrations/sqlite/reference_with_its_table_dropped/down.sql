-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE a (
  id INTEGER PRIMARY KEY
);

CREATE TABLE rowtype_new_b (
  id INTEGER PRIMARY KEY,
  a INTEGER,
  name TEXT,
  FOREIGN KEY (a) REFERENCES a (id) ON DELETE CASCADE
);

INSERT INTO rowtype_new_b (id, a, name)
SELECT id, a, name
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;
