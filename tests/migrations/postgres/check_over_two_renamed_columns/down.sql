-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t RENAME COLUMN low TO lo;

ALTER TABLE t RENAME COLUMN high TO hi;
