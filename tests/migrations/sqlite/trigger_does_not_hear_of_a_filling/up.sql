-- Written by `rowtype diff`; read it before it runs.

DROP TRIGGER t_counted;

ALTER TABLE t ADD COLUMN b TEXT;

UPDATE t SET b = upper(a);

CREATE TRIGGER t_counted AFTER UPDATE ON t BEGIN UPDATE t SET n = n + 1 WHERE id = NEW.id; END;
