-- Back again.
SET LOCAL lock_timeout = '5s';

CREATE OR REPLACE PROCEDURE clean() LANGUAGE sql AS 'DELETE FROM t';

DROP PROCEDURE fill(n integer);
