-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  High INTEGER,
  Twice INTEGER GENERATED ALWAYS AS (HIGH * 2) VIRTUAL
);

INSERT INTO rowtype_new_t (id, High)
SELECT id, High
FROM t;

-- DANGER: every value of t.Low is lost.
DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
