-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

DROP INDEX by_name;

DROP TRIGGER told;

CREATE INDEX by_name ON b (name);

-- DANGER: every row of a is lost.
DROP TABLE a;

CREATE TRIGGER told AFTER INSERT ON b BEGIN INSERT INTO log VALUES ('b'); END;
