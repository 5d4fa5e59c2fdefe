-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_c (
  id INTEGER PRIMARY KEY,
  name TEXT
);

INSERT INTO rowtype_new_c (id, name)
SELECT id, name
FROM c;

-- DANGER: every value of c.a is lost.
DROP TABLE c;

ALTER TABLE rowtype_new_c RENAME TO c;

-- DANGER: every row of b is lost.
DROP TABLE b;

-- DANGER: every row of a is lost.
DROP TABLE a;
