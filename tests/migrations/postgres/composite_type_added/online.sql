-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE TYPE address AS (street text, zip varchar(10));

ALTER TABLE t ADD COLUMN home address;

