-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY c_ibfk_1, ALGORITHM=INSTANT;

-- LOCK: nobody writes to p while it is copied for `MODIFY COLUMN a bigint NOT NULL`.
ALTER TABLE p MODIFY COLUMN a bigint NOT NULL;

-- LOCK: nobody writes to c while it is copied for `MODIFY COLUMN a bigint`.
ALTER TABLE c MODIFY COLUMN a bigint;

-- LOCK: nobody writes to c while it is copied for `ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (a, b) REFERENCES p (a, b) ON DELETE CASCADE`.
ALTER TABLE c
  DROP INDEX a,
  ADD INDEX a (a, b),
  ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (a, b) REFERENCES p (a, b) ON DELETE CASCADE;

