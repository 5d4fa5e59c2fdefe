-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items RENAME COLUMN amount TO n;

DROP INDEX items_n;

ALTER TABLE items ALTER COLUMN n TYPE integer;

CREATE INDEX items_n ON items (n);
