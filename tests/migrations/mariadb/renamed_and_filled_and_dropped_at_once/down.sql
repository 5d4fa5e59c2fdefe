-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t RENAME COLUMN first TO a;

ALTER TABLE t RENAME COLUMN last TO b;

ALTER TABLE t
  DROP INDEX whole,
  MODIFY COLUMN a varchar(20),
  MODIFY COLUMN b varchar(20),
  ADD COLUMN gone int,
  ADD INDEX gone (gone, a);

-- DANGER: every value of t.whole is lost.
ALTER TABLE t DROP COLUMN whole;
