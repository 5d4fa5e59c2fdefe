-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  a INTEGER PRIMARY KEY,
  b TEXT NOT NULL,
  CONSTRAINT b_one UNIQUE (b)
);

INSERT INTO rowtype_new_t (a, b)
SELECT a, b
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
