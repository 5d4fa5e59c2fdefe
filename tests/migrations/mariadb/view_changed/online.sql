-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE OR REPLACE VIEW v AS SELECT id, name FROM users WHERE id > 1;

CREATE OR REPLACE SQL SECURITY INVOKER VIEW w AS SELECT id FROM v WITH CHECK OPTION;

