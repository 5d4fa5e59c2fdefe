-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE OR REPLACE PROCEDURE clean() LANGUAGE sql AS 'DELETE FROM t WHERE id < 0';

CREATE PROCEDURE fill(n integer) LANGUAGE sql AS 'INSERT INTO t VALUES (n)';

