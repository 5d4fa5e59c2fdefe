-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT DEFAULT 'a -- b /* c */ ; d',
  b TEXT
);

INSERT INTO rowtype_new_t (id, a, b)
SELECT id, a, b
FROM t;

-- DANGER: every value of t.c is lost.
DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
