-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  k TEXT
);

INSERT INTO rowtype_new_t (id, k)
SELECT id, k
FROM t;

-- DANGER: every value of t.a, t.b, t.c, t.d, t.e, t.f, t.g, t.h, t.i is lost.
DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
