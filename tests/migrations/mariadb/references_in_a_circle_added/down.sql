-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE a DROP FOREIGN KEY a_ibfk_1;

-- DANGER: every row of b is lost.
DROP TABLE b;

-- DANGER: every row of a is lost.
DROP TABLE a;
