-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

RENAME TABLE users TO people;

DROP VIEW w;

DROP VIEW v;

CREATE VIEW v AS SELECT u.id FROM people u;

CREATE VIEW w AS SELECT * FROM v;

