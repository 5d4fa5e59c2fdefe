CREATE TABLE t (id integer PRIMARY KEY);
CREATE FUNCTION add_to(n integer, by integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT n + by';
