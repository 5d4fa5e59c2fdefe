-- Back again.
PRAGMA foreign_keys = OFF;

DROP VIEW rowtype_new_a;

CREATE TABLE rowtype_new_a_ (
  id INTEGER PRIMARY KEY,
  name TEXT
);

INSERT INTO rowtype_new_a_ (id, name)
SELECT id, name
FROM a;

DROP TABLE a;

ALTER TABLE rowtype_new_a_ RENAME TO a;

CREATE TABLE rowtype_new_b_ (
  id INTEGER PRIMARY KEY,
  name TEXT
);

INSERT INTO rowtype_new_b_ (id, name)
SELECT id, name
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b_ RENAME TO b;

CREATE INDEX Rowtype_New_B ON a (name);

CREATE VIEW rowtype_new_a AS SELECT id FROM b;
