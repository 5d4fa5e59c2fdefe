-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN flag DROP DEFAULT;

ALTER TABLE t ALTER COLUMN flag TYPE integer USING flag::integer;

ALTER TABLE t ALTER COLUMN flag SET DEFAULT 0;
