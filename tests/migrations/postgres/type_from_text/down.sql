-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items ALTER COLUMN amount DROP DEFAULT;

ALTER TABLE items ALTER COLUMN amount TYPE text;

ALTER TABLE items ALTER COLUMN amount SET DEFAULT '0';

ALTER TABLE items ALTER COLUMN since TYPE text;

ALTER TABLE items ALTER COLUMN is_new TYPE text;

ALTER TABLE items ALTER COLUMN key TYPE text;
