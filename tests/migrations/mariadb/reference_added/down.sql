-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c
  DROP FOREIGN KEY c_ibfk_1,
  DROP FOREIGN KEY other;

ALTER TABLE c
  DROP INDEX p_id,
  DROP INDEX other;
