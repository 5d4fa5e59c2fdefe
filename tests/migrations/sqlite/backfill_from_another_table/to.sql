CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  team TEXT,
  -- @backfill (SELECT t.id FROM teams t WHERE t.name = users.team)
  team_id INTEGER REFERENCES teams (id)
);
CREATE INDEX users_team ON users (team_id) WHERE team_id IS NOT NULL;
