-- Back again.
SET LOCAL lock_timeout = '5s';

DROP FUNCTION size_of(n integer);

CREATE FUNCTION size_of(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n';
