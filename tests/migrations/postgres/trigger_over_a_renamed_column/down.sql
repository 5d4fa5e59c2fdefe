-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t RENAME COLUMN phase TO state;
