-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY c_ibfk_1, ALGORITHM=INSTANT;

-- LOCK: nobody writes to p while it is copied for `MODIFY COLUMN code varchar(9) NOT NULL`.
ALTER TABLE p
  MODIFY COLUMN code varchar(9) NOT NULL,
  DEFAULT CHARACTER SET utf8mb4;

-- LOCK: nobody writes to c while it is copied for `MODIFY COLUMN code varchar(9)`.
ALTER TABLE c
  MODIFY COLUMN code varchar(9),
  DEFAULT CHARACTER SET utf8mb4;

-- LOCK: nobody writes to c while it is copied for `ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (code) REFERENCES p (code)`.
ALTER TABLE c
  DROP INDEX code,
  ADD INDEX code (code),
  ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (code) REFERENCES p (code);

