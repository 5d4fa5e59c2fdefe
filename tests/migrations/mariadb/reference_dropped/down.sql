-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c ADD INDEX p_id (p_id);

ALTER TABLE c
  ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (p_id) REFERENCES p (id),
  ADD CONSTRAINT b FOREIGN KEY (q_id) REFERENCES p (id),
  ADD CONSTRAINT d FOREIGN KEY (r_id) REFERENCES p (id);
