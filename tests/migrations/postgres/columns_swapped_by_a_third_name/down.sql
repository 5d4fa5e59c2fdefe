-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t RENAME COLUMN broad TO width;

ALTER TABLE t RENAME COLUMN tall TO height;
