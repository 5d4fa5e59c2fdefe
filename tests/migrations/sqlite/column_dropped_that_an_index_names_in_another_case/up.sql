-- Written by `rowtype diff`; read it before it runs.

DROP INDEX t_gone;

CREATE INDEX t_gone ON t (kept);

-- DANGER: every value of t.Gone is lost.
ALTER TABLE t DROP COLUMN Gone;
