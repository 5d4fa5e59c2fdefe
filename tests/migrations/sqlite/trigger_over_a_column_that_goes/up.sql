-- Written by `rowtype diff`; read it before it runs.

DROP TRIGGER u_told;

DROP TRIGGER t_told;

-- DANGER: every value of t.b is lost.
ALTER TABLE t DROP COLUMN b;

CREATE TRIGGER u_told AFTER INSERT ON u BEGIN UPDATE t SET a = 'x' WHERE id = NEW.id; END;
