-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD COLUMN b integer DEFAULT 7;

CREATE OR REPLACE VIEW v AS SELECT * FROM t;

