-- Back again.
SET SESSION lock_wait_timeout = 5;

CREATE TABLE p (
  id int NOT NULL,
  PRIMARY KEY (id)
);

ALTER TABLE c ADD INDEX p_id (p_id);

ALTER TABLE c ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (p_id) REFERENCES p (id);
