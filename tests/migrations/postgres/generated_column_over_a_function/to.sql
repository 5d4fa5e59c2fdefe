CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN n * 2;
CREATE FUNCTION thrice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN n * 3;
CREATE TABLE t (id integer PRIMARY KEY, n integer NOT NULL, m integer GENERATED ALWAYS AS (thrice(n)) STORED);
CREATE INDEX t_m ON t (m);
