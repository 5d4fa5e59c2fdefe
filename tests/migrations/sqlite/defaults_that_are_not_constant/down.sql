-- Back again.

-- DANGER: every value of t.e is lost.
ALTER TABLE t DROP COLUMN e;

-- DANGER: every value of t.d is lost.
ALTER TABLE t DROP COLUMN d;

-- DANGER: every value of t.c is lost.
ALTER TABLE t DROP COLUMN c;

-- DANGER: every value of t.b is lost.
ALTER TABLE t DROP COLUMN b;

-- DANGER: every value of t.a is lost.
ALTER TABLE t DROP COLUMN a;
