-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c
  DROP FOREIGN KEY a,
  DROP FOREIGN KEY b,
  ALGORITHM=INSTANT;

-- LOCK: nobody writes to c while it is copied for `ADD CONSTRAINT b FOREIGN KEY (q_id) REFERENCES p (k)`.
ALTER TABLE c
  ADD CONSTRAINT a FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT b FOREIGN KEY (q_id) REFERENCES p (k);

