CREATE TABLE members (team INTEGER, person INTEGER, role TEXT NOT NULL DEFAULT 'member' CHECK (role <> ''), PRIMARY KEY (person, team)) WITHOUT ROWID;
CREATE INDEX members_person ON members (team);
