CREATE TABLE teams (
  id bigint PRIMARY KEY,
  color text NOT NULL
);

CREATE TABLE players (
  id bigint PRIMARY KEY,
  team_id bigint NOT NULL REFERENCES teams (id)
);
