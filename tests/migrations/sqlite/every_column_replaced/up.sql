-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  b TEXT NOT NULL DEFAULT 'none'
);

INSERT INTO rowtype_new_t (rowid)
SELECT rowid
FROM t;

-- DANGER: every value of t.a is lost.
DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE TABLE rowtype_new_empty (
  b TEXT,
  CHECK (b <> '')
);

INSERT INTO rowtype_new_empty (rowid)
SELECT rowid
FROM empty;

-- DANGER: every value of empty.a is lost.
DROP TABLE empty;

ALTER TABLE rowtype_new_empty RENAME TO empty;
