-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TYPE mood ADD VALUE 'bad' BEFORE 'ok';

ALTER TYPE mood ADD VALUE 'good';

ALTER TABLE t ADD COLUMN moods mood[];

CREATE FUNCTION is_ok(m mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT m = 'ok' $$;

