-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_members (
  team INTEGER NOT NULL,
  person INTEGER NOT NULL,
  role TEXT NOT NULL DEFAULT 'member',
  CHECK (role <> ''),
  PRIMARY KEY (person, team)
) WITHOUT ROWID;

INSERT INTO rowtype_new_members (team, person, role)
SELECT team, person, coalesce(role, 'member')
FROM members;

DROP TABLE members;

ALTER TABLE rowtype_new_members RENAME TO members;

CREATE INDEX members_person ON members (team);
