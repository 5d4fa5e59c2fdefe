-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD CONSTRAINT t_a_b UNIQUE (a, b) INCLUDE (c) DEFERRABLE INITIALLY DEFERRED;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

CREATE UNIQUE INDEX CONCURRENTLY t_c ON t (c) WHERE a > 0;

CREATE UNIQUE INDEX CONCURRENTLY t_null ON t (b, a) NULLS NOT DISTINCT;

