-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP VIEW three;

DROP VIEW two;

DROP VIEW one;

ALTER TABLE t ALTER COLUMN a TYPE bigint;

CREATE VIEW one AS SELECT a, b FROM t;

CREATE VIEW two AS SELECT a FROM one;

CREATE VIEW three AS SELECT two.a, one.b FROM two JOIN one ON one.a = two.a;

