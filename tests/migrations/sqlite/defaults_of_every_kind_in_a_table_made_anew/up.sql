-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  k TEXT,
  a INTEGER DEFAULT -5,
  b INTEGER DEFAULT +5,
  c REAL DEFAULT 1.5e3,
  d BLOB DEFAULT x'00ff',
  e TEXT DEFAULT 'it''s',
  f TEXT DEFAULT NULL,
  g INTEGER NOT NULL DEFAULT FALSE,
  h INTEGER DEFAULT (5 % 3),
  i TEXT DEFAULT (json_object('a', 1)),
  UNIQUE (k)
);

INSERT INTO rowtype_new_t (id, k)
SELECT id, k
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
