-- Back again.
SET SESSION lock_wait_timeout = 5;

RENAME TABLE people TO staff;

CREATE TABLE guests (
  id bigint NOT NULL AUTO_INCREMENT,
  name text NOT NULL,
  until date,
  PRIMARY KEY (id)
);

-- DANGER: every value of staff.until, staff.kind is lost.
ALTER TABLE staff
  DROP COLUMN until,
  DROP COLUMN kind;
