-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY c_ibfk_1;

ALTER TABLE c DROP INDEX p_id;

-- DANGER: every row of p is lost.
DROP TABLE p;
