-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TYPE status RENAME VALUE 'new' TO 'draft';

ALTER TYPE status RENAME VALUE 'done' TO 'finished';

ALTER TABLE tasks DROP CONSTRAINT tasks_check;

DROP INDEX tasks_new;

ALTER TABLE tasks ALTER COLUMN status SET DEFAULT 'draft';

CREATE OR REPLACE VIEW fresh AS SELECT id FROM tasks WHERE status = 'draft';

CREATE INDEX tasks_new ON tasks (id) WHERE status = 'draft';

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE tasks ADD CONSTRAINT tasks_check CHECK (status <> 'draft' OR id > 0) NOT VALID;

ALTER TABLE tasks VALIDATE CONSTRAINT tasks_check;

