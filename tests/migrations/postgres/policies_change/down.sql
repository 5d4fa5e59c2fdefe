-- Back again.
SET LOCAL lock_timeout = '5s';

DROP POLICY put ON t;

DROP POLICY own ON t;

ALTER TABLE t NO FORCE ROW LEVEL SECURITY;

CREATE POLICY own ON t USING (owner = current_user);
