-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE OR REPLACE VIEW v AS SELECT id, a FROM t;

CREATE OR REPLACE VIEW w AS SELECT id, a FROM v;

