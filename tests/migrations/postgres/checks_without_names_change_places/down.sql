-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t DROP CONSTRAINT t_a_check1;
