-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP POLICY all_open ON open;

ALTER TABLE open DISABLE ROW LEVEL SECURITY;

ALTER TABLE notes ALTER COLUMN owner TYPE varchar(80);

ALTER TABLE notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE notes FORCE ROW LEVEL SECURITY;

CREATE POLICY own_notes ON notes USING (owner = current_setting('app.user', true));

