CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 10';
CREATE FUNCTION f(a integer, b integer) RETURNS integer LANGUAGE sql AS 'SELECT 3';
CREATE TABLE t (id integer PRIMARY KEY);
