-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE a ALTER COLUMN n TYPE integer;
