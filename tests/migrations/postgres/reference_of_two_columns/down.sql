-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE people DROP CONSTRAINT people_org_team_fkey;
