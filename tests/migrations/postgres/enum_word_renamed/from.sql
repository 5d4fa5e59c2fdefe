CREATE TYPE status AS ENUM ('new', 'open', 'done');

CREATE TABLE tasks (
  id integer PRIMARY KEY,
  status status NOT NULL DEFAULT 'new',
  history status[] NOT NULL,
  CHECK (status <> 'new' OR id > 0)
);

CREATE VIEW fresh AS SELECT id FROM tasks WHERE status = 'new';

CREATE INDEX tasks_new ON tasks (id) WHERE status = 'new';
