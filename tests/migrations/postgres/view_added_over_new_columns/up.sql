-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD COLUMN a text DEFAULT 'x' NOT NULL;

CREATE VIEW v AS SELECT id, a FROM t;

CREATE VIEW w WITH (security_barrier = true) AS SELECT a FROM v WITH LOCAL CHECK OPTION;
