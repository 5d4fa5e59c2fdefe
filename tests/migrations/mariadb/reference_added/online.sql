-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c ADD INDEX p_id (p_id), ALGORITHM=NOCOPY, LOCK=NONE;

-- LOCK: nobody writes to c while it is copied for `ADD CONSTRAINT other FOREIGN KEY (q_id) REFERENCES p (id) ON DELETE SET NULL`.
ALTER TABLE c
  ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (p_id) REFERENCES p (id),
  ADD CONSTRAINT other FOREIGN KEY (q_id) REFERENCES p (id) ON DELETE SET NULL;

