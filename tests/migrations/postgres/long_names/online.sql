-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE a_table_with_a_name_that_is_really_quite_long_indeed ADD COLUMN and_a_column_with_a_long_name_too text;

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

CREATE UNIQUE INDEX CONCURRENTLY a_table_with_a_name_that_is_r_and_a_column_with_a_long_name_key ON a_table_with_a_name_that_is_really_quite_long_indeed (and_a_column_with_a_long_name_too);

ALTER TABLE a_table_with_a_name_that_is_really_quite_long_indeed ADD CONSTRAINT a_table_with_a_name_that_is__and_a_column_with_a_long_nam_check CHECK (and_a_column_with_a_long_name_too <> '') NOT VALID;

ALTER TABLE a_table_with_a_name_that_is_really_quite_long_indeed VALIDATE CONSTRAINT a_table_with_a_name_that_is__and_a_column_with_a_long_nam_check;

-- contract
-- Step 3 of 3: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE a_table_with_a_name_that_is_really_quite_long_indeed ADD CONSTRAINT a_table_with_a_name_that_is_r_and_a_column_with_a_long_name_key UNIQUE USING INDEX a_table_with_a_name_that_is_r_and_a_column_with_a_long_name_key;

