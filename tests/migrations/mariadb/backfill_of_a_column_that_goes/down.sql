-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t ADD COLUMN name varchar(40) NOT NULL;

-- DANGER: every value of t.first, t.last is lost.
ALTER TABLE t
  DROP COLUMN first,
  DROP COLUMN last;

-- NOT WRITTEN: what the rows that are there get in t.name, which is NOT NULL and has no DEFAULT; write it above the column: `-- @backfill <expression>`, as in `-- @backfill ''`.
