-- Written by `rowtype diff`; read it before it runs.

DROP TRIGGER users_told;

ALTER TABLE users RENAME COLUMN name TO title;

CREATE TRIGGER users_told AFTER INSERT ON users BEGIN INSERT INTO log (title) VALUES (NEW.title); END;
