-- Written by `rowtype diff`; read it before it runs.

DROP TRIGGER note_told;

ALTER TABLE note RENAME TO remark;

CREATE TRIGGER note_told AFTER UPDATE OF note ON remark BEGIN UPDATE remark SET n = 1 WHERE note = NEW.note; END;
