-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users RENAME COLUMN bio TO about;

DROP VIEW cards;

CREATE VIEW cards AS SELECT id, about FROM users;

