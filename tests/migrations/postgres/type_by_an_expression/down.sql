-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items ALTER COLUMN state DROP DEFAULT;

ALTER TABLE items ALTER COLUMN state TYPE integer USING state::integer;

ALTER TABLE items ALTER COLUMN state SET DEFAULT 0;
