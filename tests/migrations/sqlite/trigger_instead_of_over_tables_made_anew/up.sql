-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

DROP VIEW both;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT NOT NULL DEFAULT ''
);

INSERT INTO rowtype_new_t (id, a)
SELECT id, coalesce(a, '')
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE TABLE rowtype_new_u (
  id INTEGER PRIMARY KEY,
  b TEXT,
  UNIQUE (b)
);

INSERT INTO rowtype_new_u (id, b)
SELECT id, b
FROM u;

DROP TABLE u;

ALTER TABLE rowtype_new_u RENAME TO u;

CREATE VIEW both AS SELECT t.id, a, b FROM t JOIN u USING (id);

CREATE TRIGGER both_made INSTEAD OF INSERT ON both BEGIN INSERT INTO t VALUES (NEW.id, NEW.a); INSERT INTO u VALUES (NEW.id, NEW.b); END;

CREATE TRIGGER both_gone INSTEAD OF DELETE ON both BEGIN DELETE FROM t WHERE id = OLD.id; DELETE FROM u WHERE id = OLD.id; END;
