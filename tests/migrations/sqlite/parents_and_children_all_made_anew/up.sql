-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_c (
  id INTEGER PRIMARY KEY,
  b INTEGER,
  v TEXT,
  FOREIGN KEY (b) REFERENCES b (id) ON DELETE CASCADE,
  UNIQUE (v)
);

INSERT INTO rowtype_new_c (id, b, v)
SELECT id, b, v
FROM c;

DROP TABLE c;

ALTER TABLE rowtype_new_c RENAME TO c;

CREATE TABLE rowtype_new_b (
  id INTEGER PRIMARY KEY,
  a INTEGER,
  v TEXT,
  FOREIGN KEY (a) REFERENCES a (id) ON DELETE CASCADE,
  UNIQUE (v)
);

INSERT INTO rowtype_new_b (id, a, v)
SELECT id, a, v
FROM b;

DROP TABLE b;

ALTER TABLE rowtype_new_b RENAME TO b;

CREATE TABLE rowtype_new_a (
  id INTEGER PRIMARY KEY,
  v TEXT,
  UNIQUE (v)
);

INSERT INTO rowtype_new_a (id, v)
SELECT id, v
FROM a;

DROP TABLE a;

ALTER TABLE rowtype_new_a RENAME TO a;
