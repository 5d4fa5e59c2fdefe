-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY c_ibfk_1, ALGORITHM=INSTANT;

ALTER TABLE p MODIFY COLUMN code varchar(20) NOT NULL, ALGORITHM=INSTANT;

ALTER TABLE c MODIFY COLUMN code varchar(20) NOT NULL, ALGORITHM=INSTANT;

-- LOCK: nobody writes to c while it is copied for `ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (code) REFERENCES p (code) ON UPDATE CASCADE`.
ALTER TABLE c
  DROP INDEX code,
  ADD INDEX code (code),
  ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (code) REFERENCES p (code) ON UPDATE CASCADE;

