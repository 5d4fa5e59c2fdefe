-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id TEXT,
  a TEXT,
  PRIMARY KEY (id)
);

INSERT INTO rowtype_new_t (rowid, id, a)
SELECT rowid, id, a
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE TABLE rowtype_new_n (
  t_id TEXT,
  FOREIGN KEY (t_id) REFERENCES t (id)
);

INSERT INTO rowtype_new_n (rowid, t_id)
SELECT rowid, t_id
FROM n;

DROP TABLE n;

ALTER TABLE rowtype_new_n RENAME TO n;
