-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_teams (
  id bigint,
  color text NOT NULL,
  PRIMARY KEY (id)
);

INSERT INTO rowtype_new_teams (rowid, id)
SELECT rowid, id
FROM teams;

DROP TABLE teams;

ALTER TABLE rowtype_new_teams RENAME TO teams;

ALTER TABLE players DROP COLUMN color;

-- NOT WRITTEN: what the rows that are there get in teams.color, which is NOT NULL and has no DEFAULT; write it above the column: `-- @backfill <expression>`, as in `-- @backfill ''`.

-- NOT WRITTEN: which row of players a row of teams gets its values from; there must be one reference between teams and players, and where players refers to teams it must be UNIQUE.
