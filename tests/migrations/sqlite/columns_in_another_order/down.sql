-- Back again.

-- DANGER: every value of t.new is lost.
ALTER TABLE t DROP COLUMN new;
