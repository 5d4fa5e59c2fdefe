-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP INDEX t_size;

ALTER TYPE size RENAME TO size_old;

CREATE TYPE size AS ENUM ('small', 'medium', 'large');

ALTER TABLE t ALTER COLUMN size TYPE size USING size::text::size;

DROP TYPE size_old;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

CREATE INDEX CONCURRENTLY t_size ON t (size) WHERE size > 'small';

