-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE teams DROP CONSTRAINT teams_head_id_fkey;

-- contract
-- Step 2 of 2: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

-- DANGER: every row of members is lost.
DROP TABLE members;

-- DANGER: every row of teams is lost.
DROP TABLE teams;

