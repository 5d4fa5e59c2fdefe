-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD CONSTRAINT t_a_b UNIQUE (a, b) INCLUDE (c) DEFERRABLE INITIALLY DEFERRED;

CREATE UNIQUE INDEX t_c ON t (c) WHERE a > 0;

CREATE UNIQUE INDEX t_null ON t (b, a) NULLS NOT DISTINCT;
