-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t DROP CONSTRAINT t_state_check;

CREATE TYPE state AS ENUM ('a', 'b');

ALTER TABLE t ALTER COLUMN state DROP DEFAULT;

ALTER TABLE t ALTER COLUMN state TYPE state USING state::state;

ALTER TABLE t ALTER COLUMN state SET DEFAULT 'a';
