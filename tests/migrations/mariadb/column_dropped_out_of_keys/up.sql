-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX u,
  DROP INDEX k,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (a),
  ADD UNIQUE INDEX u (c),
  ADD INDEX k (c);

-- DANGER: every value of t.b is lost.
ALTER TABLE t DROP COLUMN b;
