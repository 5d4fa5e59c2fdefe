-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c ADD COLUMN p_id int, ALGORITHM=INSTANT;

UPDATE c SET p_id = (SELECT min(p.id) FROM p);

ALTER TABLE c
  MODIFY COLUMN p_id int NOT NULL,
  ADD INDEX p_id (p_id),
  ALGORITHM=INPLACE, LOCK=NONE;

-- LOCK: nobody writes to c while it is copied for `ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (p_id) REFERENCES p (id)`.
ALTER TABLE c ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (p_id) REFERENCES p (id);

