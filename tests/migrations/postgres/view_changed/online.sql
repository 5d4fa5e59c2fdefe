-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP VIEW others;

CREATE OR REPLACE VIEW adults AS SELECT id, upper(name) AS name, age FROM users WHERE age > 20;

CREATE VIEW others AS SELECT name, id FROM users;

