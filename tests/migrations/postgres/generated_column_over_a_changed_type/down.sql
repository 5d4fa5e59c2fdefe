-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items DROP COLUMN double;

ALTER TABLE items ALTER COLUMN price TYPE integer;

ALTER TABLE items ADD COLUMN double integer GENERATED ALWAYS AS (price * 2) STORED;
