-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD COLUMN kind text DEFAULT 'a' NOT NULL;

ALTER TABLE t ADD COLUMN size integer;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE t ADD CONSTRAINT t_kind_check CHECK (kind IN ('a', 'b')) NOT VALID;

ALTER TABLE t ADD CONSTRAINT t_size_check CHECK (size BETWEEN 0 AND 10) NOT VALID;

ALTER TABLE t ADD CONSTRAINT t_check CHECK (kind <> 'b' OR size IS NOT NULL) NOT VALID;

ALTER TABLE t VALIDATE CONSTRAINT t_kind_check;

ALTER TABLE t VALIDATE CONSTRAINT t_size_check;

ALTER TABLE t VALIDATE CONSTRAINT t_check;

