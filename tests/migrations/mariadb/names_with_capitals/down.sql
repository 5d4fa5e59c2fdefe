-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE Users RENAME COLUMN givenName TO firstName;

DROP VIEW Names;

DROP TRIGGER Tr;

ALTER TABLE Users
  DROP CONSTRAINT CONSTRAINT_1,
  DROP INDEX byFirst,
  MODIFY COLUMN firstName varchar(20),
  MODIFY COLUMN fullName varchar(60) GENERATED ALWAYS AS (concat(firstName, ' x')) STORED,
  ADD CONSTRAINT CONSTRAINT_1 CHECK (firstName <> ''),
  ADD INDEX byFirst (firstName);

CREATE TRIGGER Tr BEFORE INSERT ON Users FOR EACH ROW SET NEW.firstName = upper(NEW.firstName);

CREATE VIEW Names AS SELECT firstName FROM Users;
