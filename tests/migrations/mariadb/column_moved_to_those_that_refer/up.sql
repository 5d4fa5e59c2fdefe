-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE players ADD COLUMN color text;

UPDATE players SET color = (SELECT teams.color FROM teams WHERE teams.id = players.team_id);

ALTER TABLE players MODIFY COLUMN color text NOT NULL;

-- DANGER: every value of teams.color that no row of players belongs to is lost.
ALTER TABLE teams DROP COLUMN color;
