-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN email TYPE text;

DROP DOMAIN email;
