-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

DROP VIEW v;

-- DANGER: every row of t is lost.
DROP TABLE t;

