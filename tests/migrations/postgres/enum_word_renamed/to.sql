CREATE TYPE status AS ENUM (
  'draft', -- @was 'new'
  'open',
  -- It cannot be opened again.
  'finished' -- @was done
);

CREATE TABLE tasks (
  id integer PRIMARY KEY,
  status status NOT NULL DEFAULT 'draft',
  history status[] NOT NULL,
  CHECK (status <> 'draft' OR id > 0)
);

CREATE VIEW fresh AS SELECT id FROM tasks WHERE status = 'draft';

CREATE INDEX tasks_new ON tasks (id) WHERE status = 'draft';
