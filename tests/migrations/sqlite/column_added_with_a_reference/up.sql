-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE users ADD COLUMN team_id INTEGER REFERENCES teams (id) ON DELETE SET NULL;

CREATE INDEX users_team ON users (team_id);
