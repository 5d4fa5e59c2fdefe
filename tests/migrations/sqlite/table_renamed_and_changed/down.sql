-- Back again.
PRAGMA foreign_keys = OFF;

ALTER TABLE users RENAME TO people;

ALTER TABLE people RENAME COLUMN email TO mail;

CREATE TABLE rowtype_new_people (
  id INTEGER PRIMARY KEY,
  mail TEXT
);

INSERT INTO rowtype_new_people (id, mail)
SELECT id, mail
FROM people;

DROP TABLE people;

ALTER TABLE rowtype_new_people RENAME TO people;
