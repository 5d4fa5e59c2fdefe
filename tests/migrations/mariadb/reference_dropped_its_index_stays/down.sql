-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (p_id) REFERENCES p (id);
