-- Back again.
SET SESSION lock_wait_timeout = 5;

-- DANGER: of t.b parts of seconds are rounded away, of t.c parts of seconds are rounded away, of t.d the time of day is lost.
ALTER TABLE t
  MODIFY COLUMN a datetime,
  MODIFY COLUMN b timestamp NULL,
  MODIFY COLUMN c time,
  MODIFY COLUMN d date,
  MODIFY COLUMN e datetime(6),
  MODIFY COLUMN f int;
