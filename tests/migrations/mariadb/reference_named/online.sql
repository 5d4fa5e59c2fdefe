-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY c_ibfk_1, ALGORITHM=INSTANT;

ALTER TABLE c RENAME INDEX p_id TO parent, ALGORITHM=INSTANT;

-- LOCK: nobody writes to c while it is copied for `ADD CONSTRAINT parent FOREIGN KEY (p_id) REFERENCES p (id)`.
ALTER TABLE c ADD CONSTRAINT parent FOREIGN KEY (p_id) REFERENCES p (id);

