CREATE TABLE note (id INTEGER PRIMARY KEY, note TEXT CHECK (note <> ''), n INTEGER);
CREATE INDEX note_note ON note (note);
CREATE TRIGGER note_told AFTER UPDATE OF note ON note BEGIN UPDATE note SET n = 1 WHERE note = NEW.note; END;
