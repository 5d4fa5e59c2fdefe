-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP INDEX items_state;

CREATE TYPE state AS ENUM ('new', 'done');

ALTER TABLE items ALTER COLUMN state DROP DEFAULT;

ALTER TABLE items ALTER COLUMN state TYPE state USING state::state;

ALTER TABLE items ALTER COLUMN state SET DEFAULT 'new';

CREATE INDEX items_state ON items (state);
