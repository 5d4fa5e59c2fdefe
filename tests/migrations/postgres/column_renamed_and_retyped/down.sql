-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items RENAME COLUMN price TO cost;

ALTER TABLE items ALTER COLUMN cost TYPE text;
