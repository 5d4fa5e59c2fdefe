-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP INDEX items_total;

ALTER TABLE items DROP COLUMN total;

ALTER TABLE items ADD COLUMN total numeric(8, 2) GENERATED ALWAYS AS (price + tax * 2) STORED;

CREATE INDEX items_total ON items (total);
