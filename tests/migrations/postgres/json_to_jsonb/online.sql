-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN data DROP DEFAULT;

ALTER TABLE t ALTER COLUMN data TYPE jsonb;

ALTER TABLE t ALTER COLUMN data SET DEFAULT '{}';

ALTER TABLE t ALTER COLUMN text_data TYPE jsonb USING text_data::jsonb;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

CREATE INDEX CONCURRENTLY t_data ON t USING gin (data jsonb_path_ops);

