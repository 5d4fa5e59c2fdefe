-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_a (
  id INTEGER PRIMARY KEY,
  x TEXT,
  y TEXT NOT NULL DEFAULT ''
);

INSERT INTO rowtype_new_a (id, x, y)
SELECT id, x, coalesce(y, '')
FROM a;

DROP TABLE a;

ALTER TABLE rowtype_new_a RENAME TO a;

CREATE TRIGGER a_told AFTER INSERT ON a BEGIN UPDATE a SET x = 'told' WHERE id = NEW.id AND x IS NULL; END;
