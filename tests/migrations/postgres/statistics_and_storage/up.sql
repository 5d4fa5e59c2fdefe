-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN a SET STORAGE EXTERNAL;

ALTER TABLE t ALTER COLUMN b SET STATISTICS 500;

CREATE STATISTICS t_ab (dependencies) ON a, b FROM t;
