-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE people ADD CONSTRAINT people_org_team_fkey FOREIGN KEY (org, team) REFERENCES teams (org, number) ON DELETE CASCADE;
