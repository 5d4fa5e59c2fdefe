-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c
  DROP FOREIGN KEY c_ibfk_1,
  DROP FOREIGN KEY c_ibfk_2,
  DROP FOREIGN KEY c_ibfk_3,
  ALGORITHM=INSTANT;

ALTER TABLE c DROP INDEX a, ALGORITHM=NOCOPY, LOCK=NONE;

-- LOCK: nobody writes to c while it is copied for `ADD CONSTRAINT c_ibfk_2 FOREIGN KEY (d) REFERENCES p (id)`.
ALTER TABLE c
  DROP INDEX b,
  ADD INDEX b (b),
  DROP INDEX d,
  ADD INDEX d (d),
  ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (b) REFERENCES p (id),
  ADD CONSTRAINT c_ibfk_2 FOREIGN KEY (d) REFERENCES p (id);

