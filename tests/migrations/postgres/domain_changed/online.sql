-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER DOMAIN email DROP CONSTRAINT email_check;

ALTER DOMAIN email ADD CONSTRAINT email_check CHECK (VALUE LIKE '%_@_%');

ALTER DOMAIN rank SET DEFAULT 2;

ALTER DOMAIN rank SET NOT NULL;

