-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c
  DROP FOREIGN KEY c_ibfk_1,
  DROP FOREIGN KEY c_ibfk_2;

ALTER TABLE c
  DROP INDEX q_id,
  MODIFY COLUMN p_id int;

-- DANGER: every value of c.q_id is lost.
ALTER TABLE c DROP COLUMN q_id;

ALTER TABLE c
  DROP INDEX p_id,
  ADD INDEX p_id (p_id),
  ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE ON UPDATE CASCADE;
