-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (a);
