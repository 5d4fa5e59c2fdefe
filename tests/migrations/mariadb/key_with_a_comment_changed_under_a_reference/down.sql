-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c
  DROP INDEX k,
  ADD INDEX k (p_id) COMMENT 'old';
