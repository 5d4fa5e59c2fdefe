CREATE TABLE teams (
  id INTEGER PRIMARY KEY,
  head_id INTEGER REFERENCES members (id)
);
CREATE TABLE members (
  id INTEGER PRIMARY KEY,
  team_id INTEGER REFERENCES teams (id),
  boss_id INTEGER REFERENCES members (id)
);
