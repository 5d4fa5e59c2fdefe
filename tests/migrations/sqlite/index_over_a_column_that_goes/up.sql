-- Written by `rowtype diff`; read it before it runs.

DROP INDEX t_c;

DROP INDEX t_b;

CREATE INDEX t_b ON t (a);

-- DANGER: every value of t.c is lost.
ALTER TABLE t DROP COLUMN c;

-- DANGER: every value of t.b is lost.
ALTER TABLE t DROP COLUMN b;
