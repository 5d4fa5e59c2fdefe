-- Back again.

DROP TRIGGER note_told;

ALTER TABLE remark RENAME TO note;

CREATE TRIGGER note_told AFTER UPDATE OF note ON note BEGIN UPDATE note SET n = 1 WHERE note = NEW.note; END;
