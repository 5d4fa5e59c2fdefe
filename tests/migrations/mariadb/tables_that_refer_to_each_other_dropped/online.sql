-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE a DROP FOREIGN KEY one;

-- DANGER: every row of b is lost.
DROP TABLE b;

-- DANGER: every row of a is lost.
DROP TABLE a;

