-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE TABLE a (
  id int NOT NULL,
  b_id int,
  PRIMARY KEY (id),
  INDEX b_id (b_id)
);

CREATE TABLE b (
  id int NOT NULL,
  a_id int,
  PRIMARY KEY (id),
  INDEX a_id (a_id),
  CONSTRAINT b_ibfk_1 FOREIGN KEY (a_id) REFERENCES a (id)
);

ALTER TABLE a ADD CONSTRAINT a_ibfk_1 FOREIGN KEY (b_id) REFERENCES b (id);

