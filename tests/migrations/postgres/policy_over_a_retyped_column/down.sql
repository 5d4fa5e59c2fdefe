-- Back again.
SET LOCAL lock_timeout = '5s';

DROP POLICY own ON notes;

ALTER TABLE notes ALTER COLUMN owner TYPE text;

CREATE POLICY own ON notes USING (owner = current_user);
