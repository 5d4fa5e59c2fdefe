-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t RENAME TO u;

ALTER TABLE u RENAME CONSTRAINT t_pkey TO u_pkey;
