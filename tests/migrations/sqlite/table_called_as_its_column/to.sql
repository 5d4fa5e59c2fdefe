-- @was note
CREATE TABLE remark (id INTEGER PRIMARY KEY, note TEXT CHECK (note <> ''), n INTEGER);
CREATE INDEX note_note ON remark (note);
CREATE TRIGGER note_told AFTER UPDATE OF note ON remark BEGIN UPDATE remark SET n = 1 WHERE note = NEW.note; END;
