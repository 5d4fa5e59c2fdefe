CREATE TYPE pair AS (a bigint, b integer);
CREATE FUNCTION first(p pair) RETURNS integer LANGUAGE sql AS $$ SELECT p.b $$;
CREATE TABLE t (id integer PRIMARY KEY);
