-- Back again.
SET SESSION lock_wait_timeout = 5;

-- DANGER: every value of t.a, t.b, t.c, t.d, t.e, t.f, t.g, t.h, t.i, t.j, t.k, t.l, t.m, t.n, t.o is lost.
ALTER TABLE t
  DROP COLUMN a,
  DROP COLUMN b,
  DROP COLUMN c,
  DROP COLUMN d,
  DROP COLUMN e,
  DROP COLUMN f,
  DROP COLUMN g,
  DROP COLUMN h,
  DROP COLUMN i,
  DROP COLUMN j,
  DROP COLUMN k,
  DROP COLUMN l,
  DROP COLUMN m,
  DROP COLUMN n,
  DROP COLUMN o;
