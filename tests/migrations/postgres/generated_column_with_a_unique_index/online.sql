-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP VIEW logins;

ALTER TABLE t DROP COLUMN login;

ALTER TABLE t ADD COLUMN login text GENERATED ALWAYS AS (upper(email)) STORED;

CREATE VIEW logins AS SELECT login FROM t;

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

CREATE UNIQUE INDEX CONCURRENTLY t_login_key ON t (login);

-- contract
-- Step 3 of 3: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE t ADD CONSTRAINT t_login_key UNIQUE USING INDEX t_login_key;

