-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_b (
  id INTEGER PRIMARY KEY,
  a INTEGER,
  name TEXT
);

INSERT INTO rowtype_new_b (id, a, name)
SELECT id, a, name
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;

-- DANGER: every row of a is lost.
DROP TABLE a;
