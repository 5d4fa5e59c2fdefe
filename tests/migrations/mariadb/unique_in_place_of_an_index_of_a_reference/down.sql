-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c
  DROP INDEX p_id,
  ADD INDEX p_id (p_id);
