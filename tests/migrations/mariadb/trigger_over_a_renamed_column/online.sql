-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

RENAME TABLE users TO people;

ALTER TABLE people RENAME COLUMN name TO title, ALGORITHM=INSTANT;

DROP TRIGGER t;

CREATE TRIGGER t BEFORE INSERT ON people FOR EACH ROW SET NEW.title = upper(NEW.title);

