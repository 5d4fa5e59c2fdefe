-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY c_ibfk_1, ALGORITHM=INSTANT;

ALTER TABLE c
  MODIFY COLUMN p_id int NOT NULL,
  ADD COLUMN q_id int,
  ADD INDEX q_id (q_id),
  ALGORITHM=INPLACE, LOCK=NONE;

-- LOCK: nobody writes to c while it is copied for `ADD CONSTRAINT c_ibfk_2 FOREIGN KEY (q_id) REFERENCES p (id)`.
ALTER TABLE c
  DROP INDEX p_id,
  ADD INDEX p_id (p_id),
  ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE,
  ADD CONSTRAINT c_ibfk_2 FOREIGN KEY (q_id) REFERENCES p (id);

