-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE Users RENAME COLUMN firstName TO givenName, ALGORITHM=INSTANT;

DROP VIEW Names;

DROP TRIGGER Tr;

-- LOCK: nobody writes to Users while it is copied for `MODIFY COLUMN givenName varchar(30) NOT NULL`.
ALTER TABLE Users MODIFY COLUMN givenName varchar(30) NOT NULL;

CREATE TRIGGER Tr BEFORE INSERT ON Users FOR EACH ROW SET NEW.givenName = lower(NEW.givenName);

CREATE VIEW Names AS SELECT givenName FROM Users;

