-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX id,
  MODIFY COLUMN id bigint unsigned NOT NULL;

-- DANGER: every value of t.id is lost.
ALTER TABLE t DROP COLUMN id;
