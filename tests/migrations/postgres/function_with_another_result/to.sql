CREATE TABLE t (id integer PRIMARY KEY);
CREATE FUNCTION size_of(n integer) RETURNS bigint LANGUAGE sql AS 'SELECT n::bigint';
