-- Written by `rowtype diff`; read it before it runs.

DROP TRIGGER t_told;

ALTER TABLE t RENAME TO things;

ALTER TABLE log RENAME TO history;

ALTER TABLE things RENAME COLUMN a TO b;

ALTER TABLE history RENAME COLUMN what TO told;

CREATE TRIGGER t_told AFTER UPDATE OF b ON things WHEN NEW.b <> OLD.b BEGIN INSERT INTO history (told) VALUES (OLD.b || NEW.b); END;
