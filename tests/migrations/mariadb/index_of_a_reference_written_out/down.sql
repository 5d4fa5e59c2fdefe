-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c
  DROP INDEX own,
  ADD INDEX p_id (p_id);
