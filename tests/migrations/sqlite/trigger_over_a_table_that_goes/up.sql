-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

DROP TRIGGER t_told;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT,
  UNIQUE (a)
);

INSERT INTO rowtype_new_t (id, a)
SELECT id, a
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

-- DANGER: every row of log is lost.
DROP TABLE log;
