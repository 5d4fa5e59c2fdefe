-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX u,
  DROP INDEX k,
  DROP PRIMARY KEY,
  ADD COLUMN b int NOT NULL AFTER a,
  ADD PRIMARY KEY (a, b),
  ADD UNIQUE INDEX u (b, c),
  ADD INDEX k (c, b);

-- NOT WRITTEN: what the rows that are there get in t.b, which is NOT NULL and has no DEFAULT; write it above the column: `-- @backfill <expression>`, as in `-- @backfill 0`.
