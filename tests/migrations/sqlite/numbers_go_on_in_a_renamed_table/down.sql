-- Back again.
PRAGMA foreign_keys = OFF;

ALTER TABLE "New One" RENAME TO old;

CREATE TABLE rowtype_new_old (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  a TEXT
);

INSERT INTO rowtype_new_old (id, a)
SELECT id, a
FROM old;

DELETE FROM sqlite_sequence WHERE name = 'rowtype_new_old';

INSERT INTO sqlite_sequence (name, seq) SELECT 'rowtype_new_old', seq FROM sqlite_sequence WHERE name = 'old';

DROP TABLE old;

ALTER TABLE rowtype_new_old RENAME TO old;
