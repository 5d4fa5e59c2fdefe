-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE c DROP CONSTRAINT c_other_fkey;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE c ADD CONSTRAINT c_other_fkey FOREIGN KEY (other) REFERENCES b (id) ON DELETE RESTRICT NOT VALID;

ALTER TABLE c VALIDATE CONSTRAINT c_other_fkey;

