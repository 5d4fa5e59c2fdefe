-- Back again.
SET SESSION lock_wait_timeout = 5;

DROP VIEW b;

CREATE TABLE b (
  id int NOT NULL,
  PRIMARY KEY (id)
);
