-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items ALTER COLUMN code TYPE integer USING code::integer;
