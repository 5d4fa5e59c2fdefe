-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_a (
  id INTEGER PRIMARY KEY,
  b INTEGER,
  text TEXT
);

INSERT INTO rowtype_new_a (id, b, text)
SELECT id, b, text
FROM a;

DROP TABLE a;

ALTER TABLE rowtype_new_a RENAME TO a;

CREATE TABLE rowtype_new_b (
  id INTEGER PRIMARY KEY
);

INSERT INTO rowtype_new_b (id)
SELECT id
FROM b;

-- DANGER: every value of b.a is lost.
DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;
