-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX a,
  DROP INDEX a_2,
  ADD INDEX a (a, b),
  ADD INDEX a_2 (a, c),
  ADD INDEX a_3 (a);
