-- Back again.
SET SESSION lock_wait_timeout = 5;

CREATE TABLE cats (
  id bigint NOT NULL AUTO_INCREMENT,
  name text NOT NULL,
  fur text NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE dogs (
  id bigint NOT NULL AUTO_INCREMENT,
  name text NOT NULL,
  barks boolean NOT NULL,
  PRIMARY KEY (id)
);

-- DANGER: every row of pets is lost.
DROP TABLE pets;
