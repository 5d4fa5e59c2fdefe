-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_players (
  id bigint,
  team_id bigint NOT NULL,
  color text NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY (team_id) REFERENCES teams (id)
);

INSERT INTO rowtype_new_players (rowid, id, team_id, color)
SELECT rowid, id, team_id, (SELECT teams.color FROM teams WHERE teams.id = players.team_id)
FROM players;

DROP TABLE players;

ALTER TABLE rowtype_new_players RENAME TO players;

-- DANGER: every value of teams.color that no row of players belongs to is lost.
ALTER TABLE teams DROP COLUMN color;
