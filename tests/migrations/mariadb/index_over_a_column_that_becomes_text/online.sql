-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN b text`.
ALTER TABLE t
  DROP INDEX by_a,
  DROP INDEX by_b,
  MODIFY COLUMN a text,
  MODIFY COLUMN b text,
  ADD INDEX by_a (a(10)),
  ADD UNIQUE INDEX by_b (b(20));

