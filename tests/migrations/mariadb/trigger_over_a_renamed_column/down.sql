-- Back again.
SET SESSION lock_wait_timeout = 5;

RENAME TABLE people TO users;

ALTER TABLE users RENAME COLUMN title TO name;

DROP TRIGGER t;

CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW SET NEW.name = upper(NEW.name);
