-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items RENAME COLUMN n TO amount;

DROP INDEX items_n;

ALTER TABLE items ALTER COLUMN amount TYPE bigint;

CREATE INDEX items_n ON items (amount);
