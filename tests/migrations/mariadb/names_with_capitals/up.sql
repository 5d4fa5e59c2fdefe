-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE Users RENAME COLUMN firstName TO givenName;

DROP VIEW Names;

DROP TRIGGER Tr;

ALTER TABLE Users
  DROP CONSTRAINT CONSTRAINT_1,
  DROP INDEX byFirst,
  MODIFY COLUMN givenName varchar(30) NOT NULL,
  MODIFY COLUMN fullName varchar(60) GENERATED ALWAYS AS (concat(`givenName`, ' x')) STORED,
  ADD CONSTRAINT CONSTRAINT_1 CHECK (GivenName <> ''),
  ADD INDEX byFirst (givenName);

CREATE TRIGGER Tr BEFORE INSERT ON Users FOR EACH ROW SET NEW.givenName = lower(NEW.givenName);

CREATE VIEW Names AS SELECT givenName FROM Users;
