CREATE TABLE teams (
  id bigint PRIMARY KEY
);

CREATE TABLE players (
  id bigint PRIMARY KEY,
  team_id bigint NOT NULL REFERENCES teams (id),
  -- @was teams.color
  color text NOT NULL
);
