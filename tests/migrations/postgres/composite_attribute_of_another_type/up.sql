-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TYPE pair ALTER ATTRIBUTE a TYPE bigint;
