-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE teams DROP CONSTRAINT teams_head;

-- DANGER: every row of members is lost.
DROP TABLE members;

-- DANGER: every row of teams is lost.
DROP TABLE teams;
