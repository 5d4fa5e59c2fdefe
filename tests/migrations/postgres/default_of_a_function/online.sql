-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE FUNCTION first_word() RETURNS text LANGUAGE sql AS 'SELECT ''hello''';

ALTER TABLE t ADD COLUMN word text DEFAULT first_word() NOT NULL;

