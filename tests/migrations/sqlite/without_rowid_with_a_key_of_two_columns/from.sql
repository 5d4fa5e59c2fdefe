CREATE TABLE members (team INTEGER, person INTEGER, role TEXT, PRIMARY KEY (team, person)) WITHOUT ROWID;
CREATE INDEX members_person ON members (person);
