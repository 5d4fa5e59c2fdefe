-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP POLICY own ON notes;

ALTER TABLE notes ALTER COLUMN owner TYPE varchar(60);

CREATE POLICY own ON notes FOR SELECT USING (owner = current_user);

