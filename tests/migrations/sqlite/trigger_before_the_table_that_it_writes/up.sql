-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

DROP TRIGGER a_told;

CREATE TABLE rowtype_new_a (
  id INTEGER PRIMARY KEY,
  name TEXT,
  UNIQUE (name)
);

INSERT INTO rowtype_new_a (id, name)
SELECT id, name
FROM a;

DROP TABLE a;

ALTER TABLE rowtype_new_a RENAME TO a;

CREATE TABLE rowtype_new_b (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT ''
);

INSERT INTO rowtype_new_b (id, name)
SELECT id, coalesce(name, '')
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;

CREATE TRIGGER a_told AFTER INSERT ON a BEGIN INSERT INTO b (name) VALUES (NEW.name); END;
