-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP INDEX items_total;

ALTER TABLE items DROP COLUMN total;

ALTER TABLE items ADD COLUMN total numeric(8, 2) GENERATED ALWAYS AS (price + tax * 2) STORED;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

CREATE INDEX CONCURRENTLY items_total ON items (total);

