-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

DROP INDEX by_name;

DROP TRIGGER told;

CREATE INDEX by_name ON b (name);

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

CREATE TRIGGER told AFTER INSERT ON b BEGIN INSERT INTO log VALUES ('b'); END;
