-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to p while it is copied for `MODIFY COLUMN id bigint NOT NULL`.
ALTER TABLE p
  MODIFY COLUMN id bigint NOT NULL,
  ADD COLUMN z int,
  ADD UNIQUE INDEX k (k),
  ADD UNIQUE INDEX z (z);

CREATE TABLE c (
  id int NOT NULL,
  p_id bigint,
  k int,
  z int,
  PRIMARY KEY (id),
  INDEX p_id (p_id),
  INDEX k (k),
  INDEX z (z)
);

ALTER TABLE c
  ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (p_id) REFERENCES p (id),
  ADD CONSTRAINT c_ibfk_2 FOREIGN KEY (k) REFERENCES p (k),
  ADD CONSTRAINT c_ibfk_3 FOREIGN KEY (z) REFERENCES p (z);

