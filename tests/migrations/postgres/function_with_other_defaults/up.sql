-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE OR REPLACE FUNCTION add_to(n integer, by integer DEFAULT 2) RETURNS integer LANGUAGE sql AS 'SELECT n + by';
