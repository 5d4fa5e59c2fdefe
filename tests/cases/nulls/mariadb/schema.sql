-- A small firm: what may be NULL, and what queries make of it.
CREATE TABLE teams (
  id INT PRIMARY KEY,
  name VARCHAR(80) NOT NULL UNIQUE,
  motto TEXT NOT NULL
);

CREATE VIEW mottoes AS
SELECT id, upper(motto) AS motto FROM teams;

-- What a view shows can be NULL as soon as its source can.
ALTER TABLE teams MODIFY motto TEXT;

CREATE TABLE people (
  id INT PRIMARY KEY,
  team_id INT REFERENCES teams (id), -- @rel team as members
  boss_id INT REFERENCES people (id), -- @rel boss as reports
  name VARCHAR(80) NOT NULL,
  born DATE,
  pay INT NOT NULL,
  bonus INT
);

CREATE TABLE badges (
  code VARCHAR(20) PRIMARY KEY,
  person_id INT NOT NULL REFERENCES people (id), -- @rel person as badges
  note TEXT
);

CREATE VIEW staffed_teams AS
SELECT teams.id, teams.name, count(people.id) AS people, max(people.bonus) AS best_bonus
FROM teams
LEFT JOIN people ON people.team_id = teams.id
GROUP BY teams.id, teams.name;
