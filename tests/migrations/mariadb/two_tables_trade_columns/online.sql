-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE a ADD COLUMN z int, ALGORITHM=INSTANT;

ALTER TABLE b ADD COLUMN y int, ALGORITHM=INSTANT;

-- DANGER: every value of a.y is lost.
ALTER TABLE a DROP COLUMN y, ALGORITHM=INSTANT;

-- DANGER: every value of b.z is lost.
ALTER TABLE b DROP COLUMN z, ALGORITHM=INSTANT;

