-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE TABLE teams (
  id bigint NOT NULL,
  head_id bigint,
  CONSTRAINT teams_pkey PRIMARY KEY (id)
);

CREATE TABLE members (
  id bigint NOT NULL,
  team_id bigint,
  CONSTRAINT members_pkey PRIMARY KEY (id),
  CONSTRAINT members_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id)
);

ALTER TABLE teams ADD CONSTRAINT teams_head FOREIGN KEY (head_id) REFERENCES members (id);

