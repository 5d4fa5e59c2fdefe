-- Back again.

DROP TRIGGER users_told;

ALTER TABLE users RENAME COLUMN title TO name;

CREATE TRIGGER users_told AFTER INSERT ON users BEGIN INSERT INTO log (name) VALUES (NEW.name); END;
