-- Back again.
SET SESSION lock_wait_timeout = 5;

CREATE TABLE t (
  id int NOT NULL,
  a int,
  PRIMARY KEY (id)
);

CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1;
