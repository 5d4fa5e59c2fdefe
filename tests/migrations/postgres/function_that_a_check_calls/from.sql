CREATE FUNCTION is_good(a text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT a <> '' $$;
CREATE TABLE t (id integer PRIMARY KEY, a text CHECK (is_good(a)));
