-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY c_ibfk_1;

ALTER TABLE p MODIFY COLUMN id int NOT NULL;

-- DANGER: every row of c is lost.
DROP TABLE c;
