-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t DROP COLUMN m;

CREATE FUNCTION thrice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN n * 3;

ALTER TABLE t ADD COLUMN m integer GENERATED ALWAYS AS (thrice(n)) STORED;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

CREATE INDEX CONCURRENTLY t_m ON t (m);

