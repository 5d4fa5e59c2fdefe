-- Back again.
SET LOCAL lock_timeout = '5s';

-- DANGER: every value of t.z is lost.
ALTER TABLE t DROP COLUMN z;

-- DANGER: every value of t.y is lost.
ALTER TABLE t DROP COLUMN y;

-- DANGER: every value of t.x is lost.
ALTER TABLE t DROP COLUMN x;

-- DANGER: every value of t.w is lost.
ALTER TABLE t DROP COLUMN w;

-- DANGER: every value of t.v is lost.
ALTER TABLE t DROP COLUMN v;

-- DANGER: every value of t.u is lost.
ALTER TABLE t DROP COLUMN u;

-- DANGER: every value of t.t is lost.
ALTER TABLE t DROP COLUMN t;

-- DANGER: every value of t.s is lost.
ALTER TABLE t DROP COLUMN s;

-- DANGER: every value of t.r is lost.
ALTER TABLE t DROP COLUMN r;

-- DANGER: every value of t.q is lost.
ALTER TABLE t DROP COLUMN q;

-- DANGER: every value of t.p is lost.
ALTER TABLE t DROP COLUMN p;

-- DANGER: every value of t.o is lost.
ALTER TABLE t DROP COLUMN o;

-- DANGER: every value of t.n is lost.
ALTER TABLE t DROP COLUMN n;

-- DANGER: every value of t.m is lost.
ALTER TABLE t DROP COLUMN m;

-- DANGER: every value of t.l is lost.
ALTER TABLE t DROP COLUMN l;

-- DANGER: every value of t.k is lost.
ALTER TABLE t DROP COLUMN k;

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
