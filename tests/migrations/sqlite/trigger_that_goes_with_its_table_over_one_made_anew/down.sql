-- Back again.
PRAGMA foreign_keys = OFF;

ALTER TABLE a ADD COLUMN gone TEXT;

CREATE TABLE b (
  id INTEGER PRIMARY KEY,
  x TEXT
);

CREATE TABLE rowtype_new_c (
  id INTEGER PRIMARY KEY,
  x TEXT
);

INSERT INTO rowtype_new_c (id, x)
SELECT id, x
FROM c;

DROP TABLE c;

ALTER TABLE rowtype_new_c RENAME TO c;

CREATE TRIGGER b_told AFTER UPDATE ON b BEGIN UPDATE c SET x = (SELECT x FROM a); END;
