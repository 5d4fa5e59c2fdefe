-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a INTEGER,
  b TEXT,
  c TEXT,
  CHECK (a > 0),
  CHECK (a < 100),
  CONSTRAINT short CHECK (length(b) < 5),
  CONSTRAINT both CHECK (a IS NOT NULL OR b IS NOT NULL),
  CHECK (c IN ('x', 'y', 'it''s (not)'))
);

INSERT INTO rowtype_new_t (id, a, b, c)
SELECT id, a, b, c
FROM t;

-- DANGER: every value of t.d is lost.
DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
