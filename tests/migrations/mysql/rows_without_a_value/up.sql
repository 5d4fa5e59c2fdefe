-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  ADD COLUMN a int NOT NULL,
  ADD COLUMN b datetime NOT NULL;

-- NOT WRITTEN: what the rows that are there get in t.a, which is NOT NULL and has no DEFAULT; write it above the column: `-- @backfill <expression>`, as in `-- @backfill 0`.

-- NOT WRITTEN: what the rows that are there get in t.b, which is NOT NULL and has no DEFAULT; write it above the column: `-- @backfill <expression>`, as in `-- @backfill now()`.
