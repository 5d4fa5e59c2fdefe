-- Back again.

-- DANGER: every value of t.a is lost.
ALTER TABLE t DROP COLUMN a;
