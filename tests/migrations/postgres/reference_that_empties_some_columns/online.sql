-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE b RENAME COLUMN y TO "Why";

ALTER TABLE c DROP CONSTRAINT c_x_y_fkey;

ALTER TABLE b RENAME CONSTRAINT b_x_y_fkey TO "b_x_Why_fkey";

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE c ADD CONSTRAINT c_x_y_fkey FOREIGN KEY (x, y) REFERENCES a (x, y) ON DELETE SET DEFAULT (x) NOT VALID;

ALTER TABLE c VALIDATE CONSTRAINT c_x_y_fkey;

