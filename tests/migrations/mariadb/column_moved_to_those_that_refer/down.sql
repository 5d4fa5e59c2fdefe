-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE teams ADD COLUMN color text NOT NULL;

ALTER TABLE players DROP COLUMN color;

-- NOT WRITTEN: what the rows that are there get in teams.color, which is NOT NULL and has no DEFAULT; write it above the column: `-- @backfill <expression>`, as in `-- @backfill ''`.

-- NOT WRITTEN: which row of players a row of teams gets its values from; there must be one reference between teams and players, and where players refers to teams it must be UNIQUE.
