-- 
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE people ADD CONSTRAINT people_org_team_fkey FOREIGN KEY (org, team) REFERENCES teams (org, number) ON DELETE CASCADE NOT VALID;

ALTER TABLE people VALIDATE CONSTRAINT people_org_team_fkey;

