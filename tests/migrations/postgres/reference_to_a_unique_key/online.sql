-- fill
-- Step 1 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

CREATE UNIQUE INDEX CONCURRENTLY a_code_key ON a (code);

-- contract
-- Step 2 of 2: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE a ADD CONSTRAINT a_code_key UNIQUE USING INDEX a_code_key;

ALTER TABLE b ADD CONSTRAINT b_code_fkey FOREIGN KEY (code) REFERENCES a (code) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE NOT VALID;

ALTER TABLE b VALIDATE CONSTRAINT b_code_fkey;

