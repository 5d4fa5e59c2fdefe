-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

DROP VIEW v;

DROP TRIGGER b_told;

-- DANGER: every row of a is lost.
DROP TABLE a;

CREATE VIEW v AS SELECT id FROM b;

CREATE TRIGGER b_told AFTER INSERT ON b BEGIN DELETE FROM b WHERE id = -NEW.id; END;
