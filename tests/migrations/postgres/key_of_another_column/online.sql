-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE u DROP CONSTRAINT u_t_id_fkey;

ALTER TABLE t DROP CONSTRAINT t_pkey;

ALTER TABLE t DROP CONSTRAINT t_code_key;

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

CREATE UNIQUE INDEX CONCURRENTLY t_id_key ON t (id);

CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON t (code);

ALTER TABLE u ADD CONSTRAINT u_t_id_fkey FOREIGN KEY (t_id) REFERENCES t (id) NOT VALID;

ALTER TABLE u VALIDATE CONSTRAINT u_t_id_fkey;

-- contract
-- Step 3 of 3: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE t ADD CONSTRAINT t_id_key UNIQUE USING INDEX t_id_key;

ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;

