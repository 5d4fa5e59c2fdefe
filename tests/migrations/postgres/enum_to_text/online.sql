-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN state DROP DEFAULT;

ALTER TABLE t ALTER COLUMN state TYPE text;

ALTER TABLE t ALTER COLUMN state SET DEFAULT 'a';

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE t ADD CONSTRAINT t_state_check CHECK (state IN ('a', 'b', 'c')) NOT VALID;

ALTER TABLE t VALIDATE CONSTRAINT t_state_check;

-- contract
-- Step 3 of 3: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DROP TYPE state;

