-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  a TEXT NOT NULL,
  UNIQUE (a)
);

INSERT INTO rowtype_new_t (rowid)
SELECT rowid
FROM t;

-- DANGER: every value of t.b is lost.
DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE TABLE rowtype_new_empty (
  a TEXT NOT NULL,
  UNIQUE (a)
);

INSERT INTO rowtype_new_empty (rowid)
SELECT rowid
FROM empty;

-- DANGER: every value of empty.b is lost.
DROP TABLE empty;

ALTER TABLE rowtype_new_empty RENAME TO empty;

-- NOT WRITTEN: what the rows that are there get in t.a, which is NOT NULL and has no DEFAULT; write it above the column: `-- @backfill <expression>`, as in `-- @backfill ''`.

-- NOT WRITTEN: what the rows that are there get in empty.a, which is NOT NULL and has no DEFAULT; write it above the column: `-- @backfill <expression>`, as in `-- @backfill ''`.
