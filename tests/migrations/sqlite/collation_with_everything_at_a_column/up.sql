-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  a TEXT NOT NULL DEFAULT ('x' || 'y') COLLATE NOCASE,
  UNIQUE (a),
  CHECK (a <> ''),
  FOREIGN KEY (a) REFERENCES u (b) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
);

INSERT INTO rowtype_new_t (rowid, a)
SELECT rowid, coalesce(a, ('x' || 'y'))
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE TABLE u (
  b TEXT COLLATE NOCASE,
  PRIMARY KEY (b)
);
