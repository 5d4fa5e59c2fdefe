-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- DANGER: every row of b is lost.
DROP TABLE b;

CREATE VIEW b AS SELECT id FROM a;

