-- Back again.
PRAGMA foreign_keys = OFF;

DROP TRIGGER c_told;

DROP TRIGGER b_told;

DROP TRIGGER a_told;

CREATE TABLE rowtype_new_a (
  id INTEGER PRIMARY KEY,
  x TEXT
);

INSERT INTO rowtype_new_a (id, x)
SELECT id, x
FROM a;

DROP TABLE a;

ALTER TABLE rowtype_new_a RENAME TO a;

CREATE TABLE rowtype_new_b (
  id INTEGER PRIMARY KEY,
  x TEXT
);

INSERT INTO rowtype_new_b (id, x)
SELECT id, x
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;

CREATE TABLE rowtype_new_c (
  id INTEGER PRIMARY KEY,
  x TEXT
);

INSERT INTO rowtype_new_c (id, x)
SELECT id, x
FROM c;

DROP TABLE c;

ALTER TABLE rowtype_new_c RENAME TO c;

CREATE TRIGGER a_told AFTER UPDATE ON a BEGIN UPDATE b SET x = NEW.x WHERE id = NEW.id; END;

CREATE TRIGGER b_told AFTER UPDATE ON b BEGIN UPDATE c SET x = NEW.x WHERE id = NEW.id; END;

CREATE TRIGGER c_told AFTER DELETE ON c BEGIN DELETE FROM a WHERE id = OLD.id; END;
