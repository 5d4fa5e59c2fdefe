-- Back again.
SET SESSION lock_wait_timeout = 5;

CREATE TABLE t (
  id int NOT NULL,
  PRIMARY KEY (id)
);

CREATE VIEW v AS SELECT id FROM t;
