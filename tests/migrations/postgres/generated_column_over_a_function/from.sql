CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN n * 2;
CREATE TABLE t (id integer PRIMARY KEY, n integer NOT NULL, m integer GENERATED ALWAYS AS (twice(n)) STORED);
