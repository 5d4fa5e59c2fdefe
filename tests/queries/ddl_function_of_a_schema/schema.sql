CREATE SCHEMA app;
CREATE FUNCTION app.double(n int) RETURNS int LANGUAGE sql AS 'select n * 2';
CREATE FUNCTION app.lower(n int) RETURNS int LANGUAGE sql AS 'select n';
ALTER FUNCTION app.lower(int) SET SCHEMA public;
CREATE TABLE t (id int PRIMARY KEY, name text NOT NULL);
