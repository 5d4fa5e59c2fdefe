-- Written by `rowtype diff`; read it before it runs.

DROP TRIGGER Other;

DROP TRIGGER Things_told;

ALTER TABLE Things RENAME TO Stuff;

CREATE TRIGGER Stuff_told AFTER INSERT ON Stuff BEGIN UPDATE Stuff SET n = n + 1; END;

CREATE TRIGGER other AFTER UPDATE OF n ON stuff WHEN NEW.n > 100 BEGIN SELECT 1; END;
