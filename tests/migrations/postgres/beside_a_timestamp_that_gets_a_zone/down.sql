-- Back again.
SET LOCAL lock_timeout = '5s';

DROP INDEX items_at;

ALTER TABLE items ALTER COLUMN at DROP DEFAULT;

-- DANGER: the offset is lost: times are those of the session's time zone in items.at.
ALTER TABLE items ALTER COLUMN at TYPE timestamp;

ALTER TABLE items ALTER COLUMN at SET DEFAULT now();

CREATE INDEX items_at ON items (at DESC);
