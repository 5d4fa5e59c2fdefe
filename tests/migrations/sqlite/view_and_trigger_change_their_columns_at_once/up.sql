-- Written by `rowtype diff`; read it before it runs.

DROP VIEW v;

ALTER TABLE t RENAME COLUMN a TO b2;

CREATE VIEW v AS SELECT id, b2, b FROM t;

CREATE TRIGGER v_set INSTEAD OF UPDATE OF b2 ON v WHEN NEW.b2 <> '' BEGIN UPDATE t SET b2 = NEW.b2 WHERE id = OLD.id; END;
