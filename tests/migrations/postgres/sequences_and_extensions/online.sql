-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER SEQUENCE tickets INCREMENT BY 5;

CREATE SEQUENCE fresh;

-- contract
-- Step 2 of 2: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

-- DANGER: where the sequence gone stands is lost.
DROP SEQUENCE gone;

DROP EXTENSION citext;

