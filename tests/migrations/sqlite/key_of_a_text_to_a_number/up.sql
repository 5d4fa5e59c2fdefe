-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT
);

INSERT INTO rowtype_new_t (id, a)
SELECT id, a
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE TABLE rowtype_new_n (
  t_id INTEGER,
  FOREIGN KEY (t_id) REFERENCES t (id)
);

INSERT INTO rowtype_new_n (rowid, t_id)
SELECT rowid, t_id
FROM n;

DROP TABLE n;

ALTER TABLE rowtype_new_n RENAME TO n;
