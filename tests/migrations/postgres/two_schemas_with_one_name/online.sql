-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE b.t DROP CONSTRAINT t_a_fkey;

ALTER TYPE a.kind ADD VALUE 'z';

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

CREATE INDEX CONCURRENTLY t_kind ON b.t (kind);

ALTER TABLE b.t ADD CONSTRAINT t_a_fkey FOREIGN KEY (a) REFERENCES a.t (id) ON DELETE CASCADE NOT VALID;

ALTER TABLE b.t VALIDATE CONSTRAINT t_a_fkey;

-- contract
-- Step 3 of 3: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE a.t ADD CONSTRAINT t_kind_not_null CHECK (kind IS NOT NULL) NOT VALID;

ALTER TABLE a.t VALIDATE CONSTRAINT t_kind_not_null;

ALTER TABLE a.t ALTER COLUMN kind SET NOT NULL;

ALTER TABLE a.t DROP CONSTRAINT t_kind_not_null;

