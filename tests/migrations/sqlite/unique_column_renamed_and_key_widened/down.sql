-- Back again.
PRAGMA foreign_keys = OFF;

ALTER TABLE t RENAME COLUMN "A b" TO a;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT COLLATE NOCASE,
  b TEXT,
  UNIQUE (a),
  UNIQUE (b DESC, a COLLATE BINARY)
);

INSERT INTO rowtype_new_t (id, a, b)
SELECT id, a, b
FROM t;

-- DANGER: every value of t.c is lost.
DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
