-- Back again.
SET LOCAL lock_timeout = '5s';

CREATE OR REPLACE FUNCTION add_to(n integer, by integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT n + by';
