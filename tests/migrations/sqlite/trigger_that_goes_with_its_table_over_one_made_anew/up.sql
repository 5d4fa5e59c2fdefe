-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

DROP TRIGGER b_told;

CREATE TABLE rowtype_new_c (
  id INTEGER PRIMARY KEY,
  x TEXT,
  CHECK (x <> '')
);

INSERT INTO rowtype_new_c (id, x)
SELECT id, x
FROM c;

DROP TABLE c;

ALTER TABLE rowtype_new_c RENAME TO c;

-- DANGER: every row of b is lost.
DROP TABLE b;

-- DANGER: every value of a.gone is lost.
ALTER TABLE a DROP COLUMN gone;
