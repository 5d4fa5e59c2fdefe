-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD CONSTRAINT t_a_check1 CHECK (a <> 7);
