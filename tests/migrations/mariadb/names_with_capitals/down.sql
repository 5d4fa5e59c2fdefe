-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE Users RENAME COLUMN givenName TO firstName;

DROP VIEW Names;

DROP TRIGGER Tr;

ALTER TABLE Users MODIFY COLUMN firstName varchar(20);

CREATE TRIGGER Tr BEFORE INSERT ON Users FOR EACH ROW SET NEW.firstName = upper(NEW.firstName);

CREATE VIEW Names AS SELECT firstName FROM Users;
