-- Back again.

-- DANGER: every value of t.b is lost.
ALTER TABLE t DROP COLUMN b;
