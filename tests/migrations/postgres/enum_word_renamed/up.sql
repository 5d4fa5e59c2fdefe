-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TYPE status RENAME VALUE 'new' TO 'draft';

ALTER TYPE status RENAME VALUE 'done' TO 'finished';

ALTER TABLE tasks DROP CONSTRAINT tasks_check;

DROP INDEX tasks_new;

ALTER TABLE tasks ALTER COLUMN status SET DEFAULT 'draft';

ALTER TABLE tasks ADD CONSTRAINT tasks_check CHECK (status <> 'draft' OR id > 0);

CREATE OR REPLACE VIEW fresh AS SELECT id FROM tasks WHERE status = 'draft';

CREATE INDEX tasks_new ON tasks (id) WHERE status = 'draft';
