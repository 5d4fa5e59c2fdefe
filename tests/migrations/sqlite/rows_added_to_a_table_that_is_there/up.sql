-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

ALTER TABLE staff RENAME TO people;

ALTER TABLE people ADD COLUMN until date;

ALTER TABLE people ADD COLUMN kind text NOT NULL DEFAULT 'guest';

UPDATE people SET kind = 'staff';

INSERT INTO people (name, until)
SELECT name, until
FROM guests
ORDER BY id;

DROP TABLE guests;
