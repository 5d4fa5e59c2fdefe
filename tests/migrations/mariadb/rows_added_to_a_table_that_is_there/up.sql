-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

RENAME TABLE staff TO people;

ALTER TABLE people ADD COLUMN kind varchar(20);

UPDATE people SET kind = 'staff';

ALTER TABLE people
  ADD COLUMN until date,
  MODIFY COLUMN kind varchar(20) NOT NULL DEFAULT 'guest';

INSERT INTO people (name, until)
SELECT name, until
FROM guests
ORDER BY id;

DROP TABLE guests;
