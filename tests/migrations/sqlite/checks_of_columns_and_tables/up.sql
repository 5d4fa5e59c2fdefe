-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a INTEGER,
  b TEXT,
  c TEXT,
  d TEXT DEFAULT 'q',
  CHECK (a > 0),
  CHECK (a < 1000),
  CONSTRAINT short CHECK (length(b) < 9),
  CHECK (c GLOB '[a-z]*' OR c LIKE '%\%%' ESCAPE '\'),
  CHECK (d IS NOT NULL),
  CONSTRAINT other CHECK (a IS NOT NULL OR b IS NOT NULL)
);

INSERT INTO rowtype_new_t (id, a, b, c)
SELECT id, a, b, c
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
