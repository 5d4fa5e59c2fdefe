CREATE TABLE sales (id integer PRIMARY KEY, shop text NOT NULL, amount integer, label text);
CREATE FUNCTION add_up(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT coalesce($1, 0) + coalesce($2, 0)';
CREATE FUNCTION as_text(integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';
CREATE AGGREGATE total (integer) (SFUNC = add_up, STYPE = integer, INITCOND = '0');
CREATE AGGREGATE total_text (integer) (SFUNC = add_up, STYPE = integer, FINALFUNC = as_text);
CREATE AGGREGATE old_total (BASETYPE = integer, SFUNC = add_up, STYPE = integer, INITCOND = '0');
