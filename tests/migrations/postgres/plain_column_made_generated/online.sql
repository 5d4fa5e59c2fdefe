-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

-- DANGER: the values of t.c are lost, it is computed from now on.
ALTER TABLE t DROP COLUMN c;

ALTER TABLE t ADD COLUMN c integer GENERATED ALWAYS AS (a + b) STORED;

