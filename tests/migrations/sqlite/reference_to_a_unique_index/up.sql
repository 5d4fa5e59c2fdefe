-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_a (
  id INTEGER PRIMARY KEY,
  code TEXT,
  CHECK (code <> '')
);

INSERT INTO rowtype_new_a (id, code)
SELECT id, code
FROM a;

DROP TABLE a;

ALTER TABLE rowtype_new_a RENAME TO a;

CREATE UNIQUE INDEX a_code ON a (code);

CREATE TABLE rowtype_new_b (
  code TEXT NOT NULL,
  FOREIGN KEY (code) REFERENCES a (code)
);

INSERT INTO rowtype_new_b (rowid, code)
SELECT rowid, code
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;
