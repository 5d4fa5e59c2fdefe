-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP POLICY own ON t;

ALTER TABLE t FORCE ROW LEVEL SECURITY;

CREATE POLICY own ON t FOR SELECT USING (owner = current_user OR id < 10);

CREATE POLICY put ON t FOR INSERT WITH CHECK (owner = current_user);

