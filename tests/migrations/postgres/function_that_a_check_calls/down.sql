-- Back again.
SET LOCAL lock_timeout = '5s';

CREATE OR REPLACE FUNCTION is_good(a text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT a <> '' $$;
