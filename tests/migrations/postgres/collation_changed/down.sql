-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN name TYPE text COLLATE "C";

ALTER TABLE t ALTER COLUMN other TYPE text COLLATE "default";
