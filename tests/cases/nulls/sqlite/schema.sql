-- A small firm: what may be NULL, and what queries make of it.
CREATE TABLE teams (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  motto TEXT
);

CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  team_id INTEGER REFERENCES teams (id), -- @rel team as members
  boss_id INTEGER REFERENCES people (id), -- @rel boss as reports
  name TEXT NOT NULL,
  born DATE,
  pay INTEGER NOT NULL,
  bonus INTEGER
);

CREATE TABLE badges (
  code TEXT PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id), -- @rel person as badges
  note TEXT
);

CREATE VIEW staffed_teams AS
SELECT teams.id, teams.name, count(people.id) AS people, max(people.bonus) AS best_bonus
FROM teams
LEFT JOIN people ON people.team_id = teams.id
GROUP BY teams.id, teams.name;
