-- Back again.

-- DANGER: every value of t.j is lost.
ALTER TABLE t DROP COLUMN j;

-- DANGER: every value of t.i is lost.
ALTER TABLE t DROP COLUMN i;

-- DANGER: every value of t.h is lost.
ALTER TABLE t DROP COLUMN h;

-- DANGER: every value of t.g is lost.
ALTER TABLE t DROP COLUMN g;

-- DANGER: every value of t.f is lost.
ALTER TABLE t DROP COLUMN f;

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
