-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

-- DANGER: digits that the new scale has no place for are rounded away in t.price.
ALTER TABLE t ALTER COLUMN price TYPE numeric(10, 2);

