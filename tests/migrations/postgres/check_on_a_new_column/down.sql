-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t DROP CONSTRAINT t_kind_check;

ALTER TABLE t DROP CONSTRAINT t_size_check;

ALTER TABLE t DROP CONSTRAINT t_check;

-- DANGER: every value of t.size is lost.
ALTER TABLE t DROP COLUMN size;

-- DANGER: every value of t.kind is lost.
ALTER TABLE t DROP COLUMN kind;
