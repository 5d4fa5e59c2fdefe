-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users RENAME COLUMN title TO name;

DROP VIEW everything;

DROP VIEW names;

CREATE VIEW names AS SELECT name FROM users;

CREATE VIEW everything AS SELECT * FROM users;
