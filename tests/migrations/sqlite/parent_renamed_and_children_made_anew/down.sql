-- Back again.
PRAGMA foreign_keys = OFF;

ALTER TABLE users RENAME TO people;

ALTER TABLE people RENAME COLUMN number TO id;

CREATE TABLE rowtype_new_people (
  id INTEGER PRIMARY KEY,
  name TEXT
);

INSERT INTO rowtype_new_people (id, name)
SELECT id, name
FROM people;

DROP TABLE people;

ALTER TABLE rowtype_new_people RENAME TO people;

CREATE TABLE rowtype_new_notes (
  id INTEGER PRIMARY KEY,
  by INTEGER,
  text TEXT,
  FOREIGN KEY (by) REFERENCES people (id)
);

INSERT INTO rowtype_new_notes (id, by, text)
SELECT id, by, text
FROM notes;

DROP TABLE notes;

ALTER TABLE rowtype_new_notes RENAME TO notes;
