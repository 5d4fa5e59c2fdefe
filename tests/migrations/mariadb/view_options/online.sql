-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE OR REPLACE ALGORITHM=TEMPTABLE SQL SECURITY INVOKER VIEW v AS SELECT id FROM users;

CREATE OR REPLACE VIEW w (a, c) AS SELECT id, name FROM users UNION SELECT 0, 'none';

