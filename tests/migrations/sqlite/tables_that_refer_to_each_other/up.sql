-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_teams (
  id INTEGER PRIMARY KEY,
  head_id INTEGER,
  FOREIGN KEY (head_id) REFERENCES members (id) ON DELETE SET NULL
);

INSERT INTO rowtype_new_teams (id, head_id)
SELECT id, head_id
FROM teams;

DROP TABLE teams;

ALTER TABLE rowtype_new_teams RENAME TO teams;

CREATE TABLE rowtype_new_members (
  id INTEGER PRIMARY KEY,
  team_id INTEGER,
  boss_id INTEGER,
  FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
  FOREIGN KEY (boss_id) REFERENCES members (id) ON DELETE SET NULL
);

INSERT INTO rowtype_new_members (id, team_id, boss_id)
SELECT id, team_id, boss_id
FROM members;

DROP TABLE members;

ALTER TABLE rowtype_new_members RENAME TO members;
