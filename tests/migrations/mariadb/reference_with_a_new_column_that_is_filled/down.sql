-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY c_ibfk_1;

ALTER TABLE c DROP INDEX p_id;

-- DANGER: every value of c.p_id is lost.
ALTER TABLE c DROP COLUMN p_id;
