-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT,
  b INT
) STRICT;

INSERT INTO rowtype_new_t (id, a, b)
SELECT id, a, b
FROM t;

-- DANGER: every value of t.c, t.d, t.e is lost.
DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
