-- Back again.
PRAGMA foreign_keys = OFF;

DROP TRIGGER told;

CREATE TABLE rowtype_new_b (
  id INTEGER PRIMARY KEY,
  name TEXT
);

INSERT INTO rowtype_new_b (id, name)
SELECT id, name
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;

CREATE TRIGGER told AFTER INSERT ON a BEGIN INSERT INTO log VALUES ('a'); END;
