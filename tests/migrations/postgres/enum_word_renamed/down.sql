-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TYPE status RENAME VALUE 'draft' TO 'new';

ALTER TYPE status RENAME VALUE 'finished' TO 'done';

ALTER TABLE tasks DROP CONSTRAINT tasks_check;

DROP INDEX tasks_new;

ALTER TABLE tasks ALTER COLUMN status SET DEFAULT 'new';

ALTER TABLE tasks ADD CONSTRAINT tasks_check CHECK (status <> 'new' OR id > 0);

CREATE OR REPLACE VIEW fresh AS SELECT id FROM tasks WHERE status = 'new';

CREATE INDEX tasks_new ON tasks (id) WHERE status = 'new';
