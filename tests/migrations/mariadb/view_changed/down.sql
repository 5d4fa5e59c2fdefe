-- Back again.
SET SESSION lock_wait_timeout = 5;

CREATE OR REPLACE VIEW v AS SELECT id FROM users;

CREATE OR REPLACE VIEW w AS SELECT id FROM v;
