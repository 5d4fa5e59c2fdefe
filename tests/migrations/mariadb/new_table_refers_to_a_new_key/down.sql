-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c
  DROP FOREIGN KEY c_ibfk_1,
  DROP FOREIGN KEY c_ibfk_2,
  DROP FOREIGN KEY c_ibfk_3;

ALTER TABLE p
  DROP INDEX k,
  DROP INDEX z,
  MODIFY COLUMN id int NOT NULL;

-- DANGER: every value of p.z is lost.
ALTER TABLE p DROP COLUMN z;

-- DANGER: every row of c is lost.
DROP TABLE c;
