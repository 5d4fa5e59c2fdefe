-- Back again.
SET SESSION lock_wait_timeout = 5;

CREATE OR REPLACE ALGORITHM=MERGE VIEW v AS SELECT id FROM users;

CREATE OR REPLACE VIEW w (a, b) AS SELECT id, name FROM users;
