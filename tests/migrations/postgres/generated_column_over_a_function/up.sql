-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t DROP COLUMN m;

CREATE FUNCTION thrice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN n * 3;

ALTER TABLE t ADD COLUMN m integer GENERATED ALWAYS AS (thrice(n)) STORED;

CREATE INDEX t_m ON t (m);
