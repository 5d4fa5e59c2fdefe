-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE b RENAME TO c;

ALTER TABLE c RENAME CONSTRAINT b_pkey TO c_pkey;

