-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_teams (
  id INTEGER PRIMARY KEY,
  lead INTEGER,
  FOREIGN KEY (lead) REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED
);

INSERT INTO rowtype_new_teams (id, lead)
SELECT id, lead
FROM teams;

DROP TABLE teams;

ALTER TABLE rowtype_new_teams RENAME TO teams;

CREATE TABLE rowtype_new_people (
  id INTEGER PRIMARY KEY,
  team INTEGER NOT NULL,
  name TEXT,
  FOREIGN KEY (team) REFERENCES teams (id) DEFERRABLE INITIALLY DEFERRED
);

INSERT INTO rowtype_new_people (id, team, name)
SELECT id, team, name
FROM people;

DROP TABLE people;

ALTER TABLE rowtype_new_people RENAME TO people;
