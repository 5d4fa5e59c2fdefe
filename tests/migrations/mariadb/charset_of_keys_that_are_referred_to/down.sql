-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY c_ibfk_1;

ALTER TABLE p
  MODIFY COLUMN code varchar(9) NOT NULL,
  DEFAULT CHARACTER SET latin1;

ALTER TABLE c
  MODIFY COLUMN code varchar(9),
  DEFAULT CHARACTER SET latin1;

ALTER TABLE c
  DROP INDEX code,
  ADD INDEX code (code),
  ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (code) REFERENCES p (code);
