-- @was t
CREATE TABLE things (
  id INTEGER PRIMARY KEY,
  -- @was a
  b TEXT
);
-- @was log
CREATE TABLE history (
  at TEXT,
  -- @was what
  told TEXT
);
CREATE TRIGGER t_told AFTER UPDATE OF b ON things WHEN NEW.b <> OLD.b BEGIN INSERT INTO history (told) VALUES (OLD.b || NEW.b); END;
