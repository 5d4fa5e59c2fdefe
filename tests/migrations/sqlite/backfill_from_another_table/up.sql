-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_teams (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  UNIQUE (name)
);

INSERT INTO rowtype_new_teams (id, name)
SELECT id, name
FROM teams;

DROP TABLE teams;

ALTER TABLE rowtype_new_teams RENAME TO teams;

ALTER TABLE users ADD COLUMN team_id INTEGER REFERENCES teams (id);

UPDATE users SET team_id = (SELECT t.id FROM teams t WHERE t.name = users.team);

CREATE INDEX users_team ON users (team_id) WHERE team_id IS NOT NULL;
