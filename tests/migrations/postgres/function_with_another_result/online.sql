-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP FUNCTION size_of(n integer);

CREATE FUNCTION size_of(n integer) RETURNS bigint LANGUAGE sql AS 'SELECT n::bigint';

