-- A small firm: what may be NULL, and what queries make of it.
CREATE TABLE teams (
  id integer PRIMARY KEY,
  name text NOT NULL UNIQUE,
  motto text NOT NULL
);

CREATE VIEW mottoes AS
SELECT id, upper(motto) AS motto FROM teams;

-- What a view shows can be NULL as soon as its source can.
ALTER TABLE teams ALTER COLUMN motto DROP NOT NULL;

CREATE TABLE people (
  id integer PRIMARY KEY,
  team_id integer REFERENCES teams (id), -- @rel team as members
  boss_id integer REFERENCES people (id), -- @rel boss as reports
  name text NOT NULL,
  born date,
  pay integer NOT NULL,
  bonus integer
);

CREATE TABLE badges (
  code text PRIMARY KEY,
  person_id integer NOT NULL REFERENCES people (id), -- @rel person as badges
  note text
);

CREATE VIEW staffed_teams AS
SELECT teams.id, teams.name, count(people.id) AS people, max(people.bonus) AS best_bonus
FROM teams
LEFT JOIN people ON people.team_id = teams.id
GROUP BY teams.id, teams.name;
