-- Back again.

ALTER TABLE t RENAME COLUMN name TO name_aside;

ALTER TABLE t RENAME COLUMN full_name TO name;

-- DANGER: every value of t.name_aside is lost.
ALTER TABLE t DROP COLUMN name_aside;
