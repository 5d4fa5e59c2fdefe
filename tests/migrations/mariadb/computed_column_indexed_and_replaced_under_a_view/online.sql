-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

DROP VIEW w;

-- LOCK: nobody writes to t while it is copied for `ADD COLUMN v int GENERATED ALWAYS AS (a + 1) STORED`.
ALTER TABLE t
  DROP INDEX v,
  DROP COLUMN v,
  ADD COLUMN v int GENERATED ALWAYS AS (a + 1) STORED,
  ADD UNIQUE INDEX v (v);

CREATE VIEW w AS SELECT v FROM t;

