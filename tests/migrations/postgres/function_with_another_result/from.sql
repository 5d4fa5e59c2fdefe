CREATE TABLE t (id integer PRIMARY KEY);
CREATE FUNCTION size_of(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n';
