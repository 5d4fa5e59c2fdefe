-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to c while it is copied for `ENGINE=InnoDB`.
ALTER TABLE c
  ENGINE=InnoDB,
  ADD INDEX p_id (p_id);

-- LOCK: nobody writes to c while it is copied for `ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (p_id) REFERENCES p (id)`.
ALTER TABLE c ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (p_id) REFERENCES p (id);

