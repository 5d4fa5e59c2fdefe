-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

DROP VIEW v;

DROP TRIGGER u_made;

CREATE TABLE rowtype_new_u (
  id INTEGER PRIMARY KEY,
  c TEXT,
  UNIQUE (c)
);

INSERT INTO rowtype_new_u (id)
SELECT id
FROM u;

DROP TABLE u;

ALTER TABLE rowtype_new_u RENAME TO u;

-- DANGER: every value of t.z is lost.
ALTER TABLE t DROP COLUMN z;

CREATE VIEW v AS SELECT id, a, a AS b FROM t;

CREATE TRIGGER v_made INSTEAD OF INSERT ON v BEGIN INSERT INTO t (id, a) VALUES (NEW.id, NEW.a); END;

CREATE TRIGGER u_made AFTER INSERT ON u BEGIN INSERT INTO v (id, a) VALUES (NEW.id, 'u'); END;
