-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE staff RENAME TO people;

ALTER SEQUENCE staff_id_seq RENAME TO people_id_seq;

ALTER TABLE people RENAME CONSTRAINT staff_pkey TO people_pkey;

ALTER TABLE people ADD COLUMN until date;

ALTER TABLE people ADD COLUMN kind text;

UPDATE people SET kind = 'staff';

ALTER TABLE people ALTER COLUMN kind SET DEFAULT 'guest';

ALTER TABLE people ALTER COLUMN kind SET NOT NULL;

INSERT INTO people (name, until)
SELECT name, until
FROM guests
ORDER BY id;

DROP TABLE guests;
