-- Written by `rowtype diff`; read it before it runs.

DROP VIEW names;

DROP VIEW adults;

DROP TRIGGER gone;

DROP TRIGGER grown;

CREATE VIEW adults AS SELECT id, upper(name) AS name FROM users WHERE age < 18;

CREATE VIEW names AS SELECT name FROM adults;

CREATE TRIGGER grown AFTER INSERT ON users BEGIN UPDATE users SET age = 2 WHERE id = NEW.id; END;

CREATE TRIGGER adults_in INSTEAD OF INSERT ON adults BEGIN INSERT INTO users VALUES (NEW.id, NEW.name, 18); END;
