-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

DROP TRIGGER told;

CREATE TABLE rowtype_new_b (
  id INTEGER PRIMARY KEY,
  name TEXT,
  UNIQUE (name)
);

INSERT INTO rowtype_new_b (id, name)
SELECT id, name
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;

CREATE TRIGGER told AFTER INSERT ON b BEGIN INSERT INTO log VALUES ('b'); END;
