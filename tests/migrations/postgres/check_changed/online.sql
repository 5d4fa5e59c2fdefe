-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users DROP CONSTRAINT users_name_check;

ALTER TABLE users DROP CONSTRAINT grown;

ALTER TABLE users DROP CONSTRAINT users_id_check;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE users ADD CONSTRAINT users_name_check CHECK (length(name) BETWEEN 1 AND 80) NOT VALID;

ALTER TABLE users ADD CONSTRAINT grown CHECK (age >= 21) NOT VALID;

ALTER TABLE users ADD CONSTRAINT not_both CHECK (age IS NULL OR name <> 'x') NOT VALID;

ALTER TABLE users VALIDATE CONSTRAINT users_name_check;

ALTER TABLE users VALIDATE CONSTRAINT grown;

ALTER TABLE users VALIDATE CONSTRAINT not_both;

