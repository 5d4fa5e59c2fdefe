-- Back again.
PRAGMA foreign_keys = OFF;

DROP VIEW Adults;

DROP TRIGGER NotesMade;

CREATE TABLE rowtype_new_Users (
  Id INTEGER PRIMARY KEY,
  FullName TEXT,
  Mail TEXT,
  Age INTEGER,
  CHECK (age > 0)
);

INSERT INTO rowtype_new_Users (Id, FullName, Mail, Age)
SELECT Id, FullName, Mail, Age
FROM Users;

DROP TABLE Users;

ALTER TABLE rowtype_new_Users RENAME TO Users;

CREATE INDEX UsersMail ON Users (MAIL) WHERE mail IS NOT NULL;

CREATE VIEW Adults AS SELECT id, fullname FROM users WHERE age > 17;

CREATE TRIGGER NotesMade AFTER INSERT ON NOTES BEGIN UPDATE users SET mail = mail WHERE id = NEW.userid; END;
