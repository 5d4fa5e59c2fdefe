-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER INDEX i RENAME TO t_a;

ALTER INDEX j RENAME TO t_lower_a;

