-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN id TYPE text;

ALTER TABLE t ALTER COLUMN address TYPE text;
