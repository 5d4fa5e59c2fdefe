-- Back again.
PRAGMA foreign_keys = OFF;

DROP INDEX by_name;

DROP TRIGGER told;

CREATE TABLE rowtype_new_a (
  id INTEGER PRIMARY KEY,
  name TEXT
);

INSERT INTO rowtype_new_a (id, name)
SELECT id, name
FROM a;

DROP TABLE a;

ALTER TABLE rowtype_new_a RENAME TO a;

CREATE INDEX by_name ON a (name);

CREATE TRIGGER told AFTER INSERT ON a BEGIN INSERT INTO log VALUES ('a'); END;
