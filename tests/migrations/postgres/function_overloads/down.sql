-- Back again.
SET LOCAL lock_timeout = '5s';

CREATE OR REPLACE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';

CREATE FUNCTION f(a text) RETURNS integer LANGUAGE sql AS 'SELECT 2';

DROP FUNCTION f(a integer, b integer);
