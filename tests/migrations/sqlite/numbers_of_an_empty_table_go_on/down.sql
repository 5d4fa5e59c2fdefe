-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  a TEXT
);

INSERT INTO rowtype_new_t (id, a)
SELECT id, a
FROM t;

DELETE FROM sqlite_sequence WHERE name = 'rowtype_new_t';

INSERT INTO sqlite_sequence (name, seq) SELECT 'rowtype_new_t', seq FROM sqlite_sequence WHERE name = 't';

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
