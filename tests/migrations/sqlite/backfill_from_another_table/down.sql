-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_teams (
  id INTEGER PRIMARY KEY,
  name TEXT,
  UNIQUE (name)
);

INSERT INTO rowtype_new_teams (id, name)
SELECT id, name
FROM teams;

DROP TABLE teams;

ALTER TABLE rowtype_new_teams RENAME TO teams;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  team TEXT
);

INSERT INTO rowtype_new_users (id, team)
SELECT id, team
FROM users;

-- DANGER: every value of users.team_id is lost.
DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;
