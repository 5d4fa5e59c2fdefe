-- Back again.
PRAGMA foreign_keys = OFF;

DROP VIEW v;

DROP TRIGGER u_made;

ALTER TABLE t ADD COLUMN z TEXT;

CREATE TABLE rowtype_new_u (
  id INTEGER PRIMARY KEY
);

INSERT INTO rowtype_new_u (id)
SELECT id
FROM u;

-- DANGER: every value of u.c is lost.
DROP TABLE u;

ALTER TABLE rowtype_new_u RENAME TO u;

CREATE VIEW v AS SELECT id, a FROM t;

CREATE TRIGGER v_made INSTEAD OF INSERT ON v BEGIN INSERT INTO t (id, a) VALUES (NEW.id, NEW.a); END;

CREATE TRIGGER u_made AFTER INSERT ON u BEGIN INSERT INTO v (id, a) VALUES (NEW.id, 'u'); END;
