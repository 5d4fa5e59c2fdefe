-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  RENAME INDEX first_of TO one,
  RENAME INDEX second_of TO two;
