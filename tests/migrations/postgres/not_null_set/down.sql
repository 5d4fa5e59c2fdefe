-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users ALTER COLUMN name DROP NOT NULL;

ALTER TABLE users ALTER COLUMN visits DROP NOT NULL;
