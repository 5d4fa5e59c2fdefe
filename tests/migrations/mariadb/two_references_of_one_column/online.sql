-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c RENAME INDEX a TO b, ALGORITHM=INSTANT;

-- LOCK: nobody writes to c while it is copied for `ADD CONSTRAINT b FOREIGN KEY (x) REFERENCES q (id)`.
ALTER TABLE c ADD CONSTRAINT b FOREIGN KEY (x) REFERENCES q (id);

