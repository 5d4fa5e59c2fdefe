-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t during `ADD SPATIAL INDEX places (p)`.
ALTER TABLE t
  DROP INDEX one,
  DROP INDEX two,
  DROP INDEX three,
  DROP INDEX four,
  DROP INDEX five,
  ADD INDEX one (a(20)),
  ADD INDEX two (b(20)),
  ADD INDEX three (c),
  ADD INDEX four (c, a) COMMENT 'those two',
  ADD FULLTEXT INDEX words (b),
  ADD SPATIAL INDEX places (p),
  ADD UNIQUE INDEX six (c, a DESC);

