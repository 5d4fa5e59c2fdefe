-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE OR REPLACE VIEW v AS SELECT n FROM a;

CREATE OR REPLACE VIEW w WITH (security_invoker = true) AS SELECT n FROM v;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DROP INDEX CONCURRENTLY a_n;

CREATE INDEX CONCURRENTLY a_n ON a (n) WITH (fillfactor = 80);

