-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY c_ibfk_1;

ALTER TABLE p
  MODIFY COLUMN code varchar(9) NOT NULL,
  DEFAULT CHARACTER SET utf8mb4;

ALTER TABLE c
  MODIFY COLUMN code varchar(9),
  DEFAULT CHARACTER SET utf8mb4;

ALTER TABLE c
  DROP INDEX code,
  ADD INDEX code (code),
  ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (code) REFERENCES p (code);
