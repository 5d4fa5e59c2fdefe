-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE parts DROP CONSTRAINT parts_item_id_fkey;

ALTER TABLE items ALTER COLUMN name DROP DEFAULT;

ALTER TABLE items ALTER COLUMN id TYPE bigint;

ALTER TABLE items ALTER COLUMN name TYPE varchar(200);

ALTER TABLE items ALTER COLUMN name SET DEFAULT 'none';

-- DANGER: digits that the new scale has no place for are rounded away in items.price.
ALTER TABLE items ALTER COLUMN price TYPE numeric(8, 2);

ALTER TABLE parts ALTER COLUMN item_id TYPE bigint;

ALTER TABLE parts ALTER COLUMN note TYPE text;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE parts ADD CONSTRAINT parts_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id) NOT VALID;

ALTER TABLE parts VALIDATE CONSTRAINT parts_item_id_fkey;

