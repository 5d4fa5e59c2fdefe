-- Back again.
SET LOCAL lock_timeout = '5s';

DROP INDEX items_size;

ALTER TABLE items ALTER COLUMN size DROP DEFAULT;

ALTER TABLE items ALTER COLUMN size TYPE text;

ALTER TABLE items ALTER COLUMN size DROP NOT NULL;

CREATE INDEX items_size ON items (size);
