-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  name TEXT
);

INSERT INTO rowtype_new_t (id, name)
SELECT id, name
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

-- DANGER: every row of spans is lost.
DROP TABLE spans;
