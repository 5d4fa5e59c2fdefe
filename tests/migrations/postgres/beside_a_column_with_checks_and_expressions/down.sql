-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items DROP CONSTRAINT in_order;

DROP INDEX items_span;

-- DANGER: what stands behind the point is rounded away in items.low.
ALTER TABLE items ALTER COLUMN low TYPE integer;

-- DANGER: what stands behind the point is rounded away in items.high.
ALTER TABLE items ALTER COLUMN high TYPE integer;

ALTER TABLE items ADD CONSTRAINT in_order CHECK (low < high);

CREATE UNIQUE INDEX items_span ON items ((high - low), id) WHERE low > 0;
