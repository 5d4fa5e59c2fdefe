-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE a ADD COLUMN y int;

ALTER TABLE b ADD COLUMN z int;

-- DANGER: every value of a.z is lost.
ALTER TABLE a DROP COLUMN z;

-- DANGER: every value of b.y is lost.
ALTER TABLE b DROP COLUMN y;
