-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY
);

INSERT INTO rowtype_new_t (id)
SELECT id
FROM t;

-- DANGER: every value of t.a is lost.
DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
