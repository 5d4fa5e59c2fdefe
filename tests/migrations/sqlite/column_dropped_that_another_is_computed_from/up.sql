-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  d TEXT
);

INSERT INTO rowtype_new_t (id, d)
SELECT id, d
FROM t;

-- DANGER: every value of t.a is lost.
DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
