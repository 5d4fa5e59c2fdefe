-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE a SET (autovacuum_enabled = false, fillfactor = 70);

ALTER TABLE b RESET (autovacuum_vacuum_scale_factor);

ALTER TABLE c SET (fillfactor = 50);

-- DANGER: every row of e is lost.
DROP TABLE e;
