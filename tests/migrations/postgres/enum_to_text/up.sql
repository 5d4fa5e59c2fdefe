-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN state DROP DEFAULT;

ALTER TABLE t ALTER COLUMN state TYPE text;

ALTER TABLE t ALTER COLUMN state SET DEFAULT 'a';

ALTER TABLE t ADD CONSTRAINT t_state_check CHECK (state IN ('a', 'b', 'c'));

DROP TYPE state;
