-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  Low INTEGER,
  High INTEGER,
  Twice INTEGER GENERATED ALWAYS AS (HIGH * 2) VIRTUAL,
  CHECK (LOW <= HIGH)
);

INSERT INTO rowtype_new_t (id, High)
SELECT id, High
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
