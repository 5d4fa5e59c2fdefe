-- Back again.
SET SESSION lock_wait_timeout = 5;

CREATE TABLE a (
  id int NOT NULL,
  b_id int,
  PRIMARY KEY (id),
  INDEX one (b_id)
);

CREATE TABLE b (
  id int NOT NULL,
  a_id int,
  PRIMARY KEY (id),
  CONSTRAINT two FOREIGN KEY (a_id) REFERENCES a (id)
);

ALTER TABLE a ADD CONSTRAINT one FOREIGN KEY (b_id) REFERENCES b (id);
