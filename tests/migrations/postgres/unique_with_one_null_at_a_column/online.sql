-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t DROP CONSTRAINT t_a_key;

ALTER TABLE t DROP CONSTRAINT t_b_key;

ALTER TABLE t ADD COLUMN c integer;

ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE NULLS NOT DISTINCT (a);

ALTER TABLE t ADD CONSTRAINT one UNIQUE NULLS NOT DISTINCT (c);

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

CREATE UNIQUE INDEX CONCURRENTLY t_b_key ON t (b);

-- contract
-- Step 3 of 3: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE t ADD CONSTRAINT t_b_key UNIQUE USING INDEX t_b_key;

