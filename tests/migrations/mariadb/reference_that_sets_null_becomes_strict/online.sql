-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY f, ALGORITHM=INSTANT;

UPDATE c SET p_id = 1 WHERE p_id IS NULL;

ALTER TABLE c MODIFY COLUMN p_id int NOT NULL, ALGORITHM=INPLACE, LOCK=NONE;

-- LOCK: nobody writes to c while it is copied for `ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE`.
ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE;

