-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_copy (
  id integer,
  a text,
  b integer
);

INSERT INTO rowtype_new_copy (rowid, id, a, b)
SELECT rowid, id, a, b
FROM copy;

-- DANGER: every value of copy.c is lost.
DROP TABLE copy;

ALTER TABLE rowtype_new_copy RENAME TO copy;
