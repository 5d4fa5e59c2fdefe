-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER SEQUENCE a CACHE 10 INCREMENT BY 3 MAXVALUE 500;

CREATE SEQUENCE b CACHE 0 CYCLE MINVALUE -5;

ALTER TABLE t MODIFY COLUMN id int NOT NULL DEFAULT nextval(b), ALGORITHM=INSTANT;

-- DANGER: where the sequence gone stands is lost.
DROP SEQUENCE gone;

