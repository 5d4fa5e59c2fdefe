-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE OR REPLACE FUNCTION is_good(a text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT length(a) > 0 $$;

