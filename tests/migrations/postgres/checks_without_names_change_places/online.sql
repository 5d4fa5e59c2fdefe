-- 
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE t ADD CONSTRAINT t_a_check1 CHECK (a <> 7) NOT VALID;

ALTER TABLE t VALIDATE CONSTRAINT t_a_check1;

