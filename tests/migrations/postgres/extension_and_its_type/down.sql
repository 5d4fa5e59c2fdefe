-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t DROP CONSTRAINT t_name_key;

ALTER TABLE t ALTER COLUMN name TYPE text;

DROP EXTENSION citext;
