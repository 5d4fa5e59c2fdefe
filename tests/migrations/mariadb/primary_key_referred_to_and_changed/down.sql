-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE p
  DROP INDEX id,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (id);
