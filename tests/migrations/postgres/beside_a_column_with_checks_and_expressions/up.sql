-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items DROP CONSTRAINT in_order;

DROP INDEX items_span;

ALTER TABLE items ALTER COLUMN low TYPE numeric;

ALTER TABLE items ALTER COLUMN high TYPE numeric;

ALTER TABLE items ADD CONSTRAINT in_order CHECK (low < high);

CREATE UNIQUE INDEX items_span ON items ((high - low), id) WHERE low > 0;
