-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE pets (
  id INTEGER PRIMARY KEY,
  name text NOT NULL,
  fur text,
  barks boolean
);

INSERT INTO pets (name, fur)
SELECT name, fur
FROM cats
ORDER BY id;

INSERT INTO pets (name, barks)
SELECT name, barks
FROM dogs
ORDER BY id;

DROP TABLE dogs;

DROP TABLE cats;
