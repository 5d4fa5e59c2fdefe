-- Back again.
SET SESSION lock_wait_timeout = 5;

RENAME TABLE people TO users;

DROP VIEW w;

DROP VIEW v;

CREATE VIEW v AS SELECT u.id FROM users u;

CREATE VIEW w AS SELECT * FROM v;
