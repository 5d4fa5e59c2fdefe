-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_members (
  team INTEGER NOT NULL,
  person INTEGER NOT NULL,
  role TEXT,
  PRIMARY KEY (team, person)
) WITHOUT ROWID;

INSERT INTO rowtype_new_members (team, person, role)
SELECT team, person, role
FROM members;

DROP TABLE members;

ALTER TABLE rowtype_new_members RENAME TO members;

CREATE INDEX members_person ON members (person);
