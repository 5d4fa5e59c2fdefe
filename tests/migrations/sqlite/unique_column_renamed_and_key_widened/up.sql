-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

ALTER TABLE t RENAME COLUMN a TO "A b";

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  "A b" TEXT COLLATE NOCASE,
  b TEXT,
  c INTEGER,
  UNIQUE ("A b"),
  UNIQUE (b DESC, "A b" COLLATE BINARY, c)
);

INSERT INTO rowtype_new_t (id, "A b", b)
SELECT id, "A b", b
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
