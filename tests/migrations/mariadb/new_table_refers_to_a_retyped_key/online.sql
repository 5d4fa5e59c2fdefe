-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE TABLE c (
  id int NOT NULL,
  p_id bigint,
  PRIMARY KEY (id),
  INDEX p_id (p_id)
);

-- LOCK: nobody writes to p while it is copied for `MODIFY COLUMN id bigint NOT NULL`.
ALTER TABLE p MODIFY COLUMN id bigint NOT NULL;

ALTER TABLE c ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (p_id) REFERENCES p (id);

