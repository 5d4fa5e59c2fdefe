-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items ALTER COLUMN n TYPE integer;

ALTER TABLE items ALTER COLUMN n DROP NOT NULL;
