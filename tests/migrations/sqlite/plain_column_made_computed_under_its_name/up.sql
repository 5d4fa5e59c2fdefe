-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a INTEGER,
  b INTEGER GENERATED ALWAYS AS (a * 2) VIRTUAL
);

INSERT INTO rowtype_new_t (id, a)
SELECT id, a
FROM t;

-- DANGER: every value of t.b is lost.
DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
