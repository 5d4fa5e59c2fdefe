-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE nodes ALTER COLUMN id TYPE bigint;

ALTER TABLE nodes ALTER COLUMN parent_id TYPE bigint;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE nodes ADD CONSTRAINT nodes_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES nodes (id) ON DELETE SET NULL NOT VALID;

ALTER TABLE nodes VALIDATE CONSTRAINT nodes_parent_id_fkey;

