-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

COMMENT ON INDEX i IS NULL;

COMMENT ON TABLE t IS 'new';

COMMENT ON COLUMN t.a IS 'a column';

COMMENT ON CONSTRAINT c ON t IS 'a constraint';

COMMENT ON VIEW v IS 'a view';

COMMENT ON TYPE e IS 'a type';

COMMENT ON FUNCTION f() IS 'a function';

