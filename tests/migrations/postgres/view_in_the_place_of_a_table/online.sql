-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

-- DANGER: every row of b is lost.
DROP TABLE b;

CREATE VIEW b AS SELECT id FROM a;

