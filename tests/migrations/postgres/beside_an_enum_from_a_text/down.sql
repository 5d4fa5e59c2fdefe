-- Back again.
SET LOCAL lock_timeout = '5s';

DROP INDEX items_state;

ALTER TABLE items ALTER COLUMN state DROP DEFAULT;

ALTER TABLE items ALTER COLUMN state TYPE text;

ALTER TABLE items ALTER COLUMN state SET DEFAULT 'new';

CREATE INDEX items_state ON items (state);

DROP TYPE state;
