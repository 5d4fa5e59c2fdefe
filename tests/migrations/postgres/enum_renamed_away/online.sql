-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE TYPE feeling AS ENUM ('a', 'b', 'c');

ALTER TABLE t ALTER COLUMN mood TYPE feeling USING mood::text::feeling;

-- contract
-- Step 2 of 2: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DROP TYPE mood;

